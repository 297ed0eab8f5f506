import { explanationOf } from '../../../src/judge/record/explanation';
import { smallestLimit } from '../../../src/judge/record/smallest-limit';
import { judgeRecord, type GateRecord } from '../../../src/judge/record/gate-record';
import { fiveHundreds, fourHundreds } from '../story';
import { context, recordFor, recordOf, served, steady, windowOf } from './made-record';

test.each(Object.entries(recordFor))('%s is explained', (_, make) => {
  expect(explanationOf(make())).toMatchSnapshot();
});

test('the limit that is said not to have failed does not, and one a tenth lower does', () => {
  const failed = recordFor['above-limit']();
  const limit = smallestLimit(failed)!;
  const under = (other: number): GateRecord =>
    judgeRecord({
      ...failed,
      gate: { ...fiveHundreds, limit: other, passLimit: Math.max(0.005, other) },
    });

  expect(failed.verdict.result).toBe('fail');
  expect(under(limit).verdict.result).not.toBe('fail');
  expect(under(limit * 0.9).verdict.result).toBe('fail');
});

test('a limit that nearly all answers break is told as well', () => {
  const failed = recordOf(
    served({ candidate: () => ({ n: 100, bad: 100 }), stable: steady }),
    fiveHundreds,
  );
  const verdictAt = (limit: number) =>
    judgeRecord({ ...failed, gate: { ...fiveHundreds, limit, passLimit: 1 } }).verdict.result;
  const limit = smallestLimit(failed)!;

  expect(limit).toBeGreaterThan(0.5);
  expect(verdictAt(limit)).not.toBe('fail');
  expect(verdictAt(limit - 0.02)).toBe('fail');
});

test('no limit below its own is told, although the stable breaks such a one too', () => {
  const failed = recordOf(
    served({ candidate: () => ({ n: 2000, bad: 20 }), stable: () => ({ n: 2000, bad: 1 }) }),
    fiveHundreds,
    { window: windowOf(3), look: { final: false, look: 1 } },
  );

  expect(failed.verdict.result).toBe('fail');
  expect(explanationOf(failed).change).toContain('A limit of 0.11 % or more');
});

test('no limit is told for rules that are no fixed share', () => {
  const bad = served({ candidate: () => ({ n: 300, bad: 60 }), stable: steady });
  const clients = recordOf(bad, fourHundreds);

  expect(clients.verdict.result).toBe('fail');
  expect(smallestLimit(clients)).toBeUndefined();
  expect(smallestLimit(recordFor['slower-than-limit']())).toBeUndefined();
  // A stable of too few requests for a share of its own is still one to compare bets with.
  const quiet = recordOf(
    served({ candidate: () => ({ n: 12, bad: 10 }), stable: () => ({ n: 9 }) }),
    fourHundreds,
  );
  expect(quiet.verdict.comparator).toBeUndefined();
  expect(quiet.verdict.result).toBe('fail');
  expect(smallestLimit(quiet)).toBeUndefined();
});

test('no limit is told where the steps before had already proven harm', () => {
  const { verdict } = recordFor['within-limit']();
  const own = verdict.carry!.own.map(() => 1e5);
  const failed = recordOf(
    served({ candidate: () => ({ n: 300, bad: 1 }), stable: steady }),
    fiveHundreds,
    { context: { ...context, carried: { ...verdict.carry!, own } } },
  );

  expect(failed.verdict.result).toBe('fail');
  expect(smallestLimit(failed)).toBeUndefined();
  expect(explanationOf(failed).change).not.toContain('A limit of');
});

describe('the quantiles that people ask for', () => {
  const record = recordFor['slower-than-limit']();
  const seenWith = (more: Partial<GateRecord['observations']>): string =>
    explanationOf({
      ...record,
      observations: {
        ...record.observations,
        candidateMicros: 300_000,
        candidateBetween: undefined,
        stableMicros: undefined,
        stableBetween: undefined,
        comparator: undefined,
        ...more,
      },
    }).seen.replace(/^.* 0\.02 %\)\./, '');

  test.each([
    [undefined, '300 ms.'],
    [{}, '300 ms.'],
    [{ low: 290_000 }, '300 ms (with 95 % confidence 290 ms or more).'],
    [{ high: 310_000 }, '300 ms (with 95 % confidence at most 310 ms).'],
    [{ low: 290_000, high: 310_000 }, '300 ms (with 95 % confidence 290 ms to 310 ms).'],
  ])('between %j', (candidateBetween, told) => {
    expect(seenWith({ candidateBetween })).toBe(` The candidate's p99 was ${told}`);
  });

  test("the stable's stand beside them, and none stand for what was not measured", () => {
    expect(seenWith({ stableMicros: 80_000, stableBetween: { low: 79_000 } })).toBe(
      " The candidate's p99 was 300 ms, the stable's 80 ms (with 95 % confidence 79 ms or more).",
    );
    expect(seenWith({ candidateMicros: undefined, stableMicros: 80_000 })).toBe('');
  });
});
