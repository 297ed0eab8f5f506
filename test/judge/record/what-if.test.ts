import type { Gate, LatencyGate, LevelGate, RatioGate } from '../../../src/judge/gate';
import type { GateRecord } from '../../../src/judge/record/gate-record';
import { whatIf } from '../../../src/judge/record/what-if';
import { fiveHundreds, fourHundreds, median, tail } from '../story';
import {
  context,
  cpu,
  recordOf,
  served,
  split,
  steady,
  windowOf,
  type Serves,
} from './made-record';

const strict: RatioGate = { ...fiveHundreds, limit: 0.0001, passLimit: 0.0005 };
const loose: RatioGate = { ...fiveHundreds, limit: 0.1, passLimit: 0.2 };

/** A window of ten minutes of one bake, with what the one before left. */
function windowsOf(candidate: Serves, gate: Gate = fiveHundreds, count = 3): GateRecord[][] {
  const service = served({ candidate, stable: steady });
  const windows: GateRecord[][] = [];
  let left = {};
  for (let index = 0; index < count; index += 1) {
    const record = recordOf(service, gate, {
      window: windowOf(10, 10 * index),
      context: { ...context, ...left },
    });
    windows.push([record]);
    if (record.verdict.result !== 'pass') break;
    const { carry, comparator } = record.verdict;
    left = { ...(carry && { carried: carry }), ...(comparator && { frozen: comparator }) };
  }
  return windows;
}

/** The record of the first ten minutes. */
const recorded = (candidate: Serves, gate: Gate): GateRecord =>
  windowsOf(candidate, gate, 1)[0]![0]!;

const fine: Serves = () => ({ n: 600 });
const poor: Serves = () => ({ n: 600, bad: 12 });

test('the same checks say the same', () => {
  for (const windows of [windowsOf(fine), windowsOf(poor), windowsOf(fine, tail)]) {
    const { gate, verdict } = windows.at(-1)![0]!;
    expect(whatIf(windows, [gate])).toEqual([
      { gate: gate.id, then: verdict.result, now: verdict.result, why: verdict.sentence },
    ]);
  }
});

test('a looser limit would not have stopped it, a stricter one is not proven', () => {
  expect(whatIf(windowsOf(poor), [loose])).toMatchObject([{ then: 'fail', now: 'pass' }]);
  expect(whatIf(windowsOf(fine), [strict])).toMatchObject([{ then: 'pass', now: 'inconclusive' }]);
});

test('a stricter limit finds what went through, and ends the release there', () => {
  const breaking: Serves = (period) => ({ n: 600, bad: period >= 12 && period < 18 ? 30 : 0 });
  const windows = windowsOf(breaking, loose);

  expect(windows).toHaveLength(3);
  const [line] = whatIf(windows, [fiveHundreds]);
  expect(line).toMatchObject({ then: 'pass', now: 'fail' });
});

test('a window without proof ends the release, unless it was looked at again', () => {
  const quiet: Serves = (period) => ({ n: period < 10 ? 60 : 600 });
  const windows = windowsOf(quiet, { ...loose, minimum: { requests: 1, periods: 1 } });
  const [first, second] = windows;
  const longer = recordOf(served({ candidate: quiet, stable: steady }), loose, {
    window: windowOf(20),
    look: { final: true, look: 2 },
  });

  expect(whatIf([first!, second!], [fiveHundreds])).toMatchObject([{ now: 'inconclusive' }]);
  expect(whatIf([first!, [longer]], [fiveHundreds])).toMatchObject([{ now: 'pass' }]);
});

test('bets are carried as these checks would have carried them', () => {
  const windows = windowsOf(fine, loose);
  const [, second] = windows;

  expect(second![0]!.context.carried).toBeDefined();
  const [alone] = whatIf([second!], [fiveHundreds]);
  expect(alone).toMatchObject({ now: 'pass' });
  const [again] = whatIf(windows, [loose]);
  expect(again!.why).toBe(windows[2]![0]!.verdict.sentence);
});

test('what was never asked for is named, and nothing is concluded', () => {
  const slower: LatencyGate = { ...tail, increase: 0.5 };
  const [line, ...more] = whatIf(windowsOf(fine, tail), [slower]);

  expect(more).toEqual([]);
  expect(line).toMatchObject({ then: 'pass' });
  expect(line!.now).toBeUndefined();
  expect(line!.why).toMatch(/^TC\(\d+:\) of ModelLatency \(candidate\) was never asked for$/);
});

test('a latency of which nobody asked what it lies between is judged by the rest', () => {
  const windows = windowsOf(fine, tail);
  const then = windows.map(([record]) => {
    const { readings } = record!;
    return [{ ...record!, readings: readings.filter(({ forPeople }) => !forPeople) }];
  });

  expect(then[0]![0]!.readings.length).toBeLessThan(windows[0]![0]!.readings.length);
  expect(whatIf(then, [tail])).toEqual(whatIf(windows, [tail]));
});

test('a check that only one side has is named', () => {
  expect(whatIf(windowsOf(fine), [tail])).toEqual([
    { gate: 'p99', why: 'nobody read its metric then' },
    { gate: '5xx', then: 'pass', why: 'these checks do not have it' },
  ]);
});

test('another name of the same check is the same check', () => {
  expect(whatIf(windowsOf(fine), [{ ...fiveHundreds, id: 'errors' }])).toMatchObject([
    { gate: 'errors', then: 'pass', now: 'pass' },
  ]);
});

describe('a first window that is no first step', () => {
  const growing: LevelGate = { ...cpu, max: 90, min: 1, increase: 0.2 };
  const warm = served({
    candidate: () => ({ n: 0, cpu: 44 }),
    stable: () => ({ n: 0, cpu: 40 }),
  });
  const first = recordOf(warm, growing, { window: windowOf(10) });
  // The candidate serves alone, and is held to what the stable needed before.
  const alone = recordOf(warm, growing, {
    window: windowOf(10, 10),
    context: { ...context, stableServes: false, frozen: first.verdict.comparator! },
  });

  test('keeps the limit that it was left, by the same rule', () => {
    expect(alone.verdict.result).toBe('pass');
    for (const gate of [growing, { ...growing, id: 'other', alpha: 0.002 }])
      expect(whatIf([[alone]], [gate])).toMatchObject([{ then: 'pass', now: 'pass' }]);
    expect(whatIf([[first], [alone]], [growing])).toEqual([
      { gate: 'cpu', then: 'pass', now: 'pass', why: alone.verdict.sentence },
    ]);
  });

  test.each([{ max: 91 }, { max: undefined }, { min: 2 }, { increase: 0.3 }])(
    'has no limit left for a rule with %p',
    (change) => {
      const [line] = whatIf([[alone]], [{ ...growing, ...change }]);

      expect(line).toMatchObject({ then: 'pass', now: 'inconclusive' });
      expect(line!.why).toContain('There is nothing to compare CPUUtilization');
    },
  );

  test('goes on with the bets that it was left, by the same rule', () => {
    const service = served({
      candidate: (period) => ({ n: 100, bad: period % 2 === 0 ? 1 : 0 }),
      stable: steady,
    });
    const before = recordOf(service, fiveHundreds, { window: windowOf(10) });
    const after = recordOf(service, fiveHundreds, {
      window: windowOf(10, 10),
      context: { ...context, carried: before.verdict.carry! },
    });

    expect(before.verdict.result).not.toBe('fail');
    expect(whatIf([[after]], [fiveHundreds])).toMatchObject([{ then: 'fail', now: 'fail' }]);
    expect(whatIf([[after]], [{ ...fiveHundreds, passLimit: 0.004 }])).toMatchObject([
      { then: 'fail', now: 'fail' },
    ]);
    expect(whatIf([[after]], [{ ...fiveHundreds, limit: 0.00101 }])).toMatchObject([
      { then: 'fail', now: 'inconclusive' },
    ]);
  });
});

test.each<[string, Gate, Gate]>([
  ['metric', fiveHundreds, { ...fiveHundreds, metric: 'InvocationModelErrors' }],
  ['quantile', tail, median],
  ['statistic', cpu, { ...cpu, stat: 'Maximum' }],
  ['namespace', cpu, { ...cpu, source: { namespace: 'Shop', dimensions: {} } }],
  ['kind', { ...cpu, metric: 'Invocations' }, split],
])('a check of another %s is another check', (_, then, now) => {
  const record = recorded(() => ({ n: 600, cpu: 40 }), then);

  expect(whatIf([[record]], [now])).toEqual([
    { gate: now.id, why: 'nobody read its metric then' },
    { gate: then.id, then: record.verdict.result, why: 'these checks do not have it' },
  ]);
});

test('what is dropped is told by its own verdicts, a failure before what came after it', () => {
  const [good, bad, later] = [
    recorded(fine, tail),
    recorded(poor, fiveHundreds),
    recorded(fine, fiveHundreds),
  ];
  const none = 'these checks do not have it';

  expect(whatIf([[good, bad], [later]], [])).toEqual([
    { gate: 'p99', then: 'pass', why: none },
    { gate: '5xx', then: 'fail', why: none },
  ]);
});

test('a check keeps its word through windows that did not read it, and one may come later', () => {
  const errors = recorded(fine, fiveHundreds);
  const [, latency] = windowsOf(fine, tail, 2);
  const [checked, late] = whatIf([[], [errors], latency!], [fiveHundreds, tail]);

  expect(checked).toEqual({
    gate: '5xx',
    then: 'pass',
    now: 'pass',
    why: errors.verdict.sentence,
  });
  expect(late).toMatchObject({ gate: 'p99', then: 'pass', now: 'pass' });
});

test('a failure ends the release: what came after it is not judged', () => {
  const [bad, clients] = [recorded(poor, fiveHundreds), recorded(fine, fourHundreds)];

  expect(whatIf([[bad], [clients]], [fiveHundreds, fourHundreds])).toEqual([
    { gate: '5xx', then: 'fail', now: 'fail', why: bad.verdict.sentence },
    { gate: '4xx', then: 'pass', why: 'the release would have ended before it' },
  ]);
});

test('a split that had nothing to split says nothing', () => {
  const service = served({ candidate: fine, stable: steady });
  const shared = recordOf(service, split, { context: { ...context, plannedShare: 0.5 } });

  expect(whatIf([[shared]], [split])).toMatchObject([{ then: 'pass', now: 'pass' }]);
  expect(whatIf([[{ ...shared, context }]], [split])).toEqual([]);
});
