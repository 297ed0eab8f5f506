import { counterfactual } from '../../../src/judge/record/counterfactual';
import { bake, count, minute, noon, fiveHundreds, fourHundreds, repeat, tail } from '../story';
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

const at = (period: number): string => new Date(noon + period * minute).toISOString();

/** What each rule says: the period it takes the candidate back after, or its word. */
function said(candidate: Serves, gate = fiveHundreds as Parameters<typeof recordOf>[1], more = {}) {
  const { counterfactual } = recordOf(served({ candidate, stable: steady }), gate, more);
  return Object.fromEntries(counterfactual.map(({ id, says, period }) => [id, period ?? says]));
}

test('one bad request in a quiet minute is enough for an alarm, and for nobody else', () => {
  expect(said((period) => ({ n: 60, bad: period === 4 ? 1 : 0 }))).toEqual({
    guardrail: 5,
    'alarm-3-of-5': 'nothing',
    'rank-test': 'nothing',
  });
});

test('a lasting regression is seen by all, the rank test only at the end', () => {
  const [first] = recordOf(
    served({ candidate: () => ({ n: 300, bad: 9 }), stable: steady }),
    fiveHundreds,
  ).counterfactual;

  expect(first).toMatchObject({ says: 'rollback', period: 1, at: at(0) });
  expect(said(() => ({ n: 300, bad: 9 }))).toEqual({
    guardrail: 1,
    'alarm-3-of-5': 3,
    'rank-test': 30,
  });
});

test('a dead candidate without metrics is let go by all of them', () => {
  expect(said(() => ({ n: 0 }))).toEqual({
    guardrail: 'nothing',
    'alarm-3-of-5': 'nothing',
    'rank-test': 'nothing',
  });
});

test('a gap is a gap, and an alarm looks back over it', () => {
  const bad: Serves = (period) => ({ n: period === 5 ? 0 : 300, bad: period > 3 ? 3 : 0 });

  expect(said(bad)).toMatchObject({ guardrail: 5, 'alarm-3-of-5': 8 });
});

test('a latency is held to the share above its limit; warm-up periods are not counted', () => {
  const slow: Serves = (period) => ({ n: 600, slow: period >= 2 ? 60 : 0 });
  const record = recordOf(served({ candidate: slow, stable: steady }), tail, {
    context: { ...context, warmUpPeriods: 2 },
  });

  expect(record.counterfactual[0]).toMatchObject({ says: 'rollback', period: 1, at: at(2) });
});

test('without a limit nothing is said; a split has no rule elsewhere; a level has no rank test', () => {
  const alone = { context: { ...context, stableServes: false } };

  expect(said(steady, fourHundreds, alone)).toEqual({
    guardrail: 'cannot-say',
    'alarm-3-of-5': 'cannot-say',
    'rank-test': 'cannot-say',
  });
  expect(said(steady, split, { context: { ...context, plannedShare: 0.5 } })).toEqual({});
  expect(said(() => ({ n: 9, cpu: 95 }), cpu)).toEqual({ guardrail: 1, 'alarm-3-of-5': 3 });
});

test('only the settled part of the window is told', () => {
  const early = { window: windowOf(4), look: { final: false } };

  expect(said((period) => ({ n: 300, bad: period === 10 ? 9 : 0 }), fiveHundreds, early)).toEqual({
    guardrail: 'nothing',
    'alarm-3-of-5': 'nothing',
    'rank-test': 'nothing',
  });
});

describe('counts that cannot be used', () => {
  const bad = bake(repeat(5, count(100, 50), count(100)));
  const unknown = (says: string) => [
    { id: 'guardrail', title: 'guardrail alarm', says },
    { id: 'alarm-3-of-5', title: 'alarm 3 of 5', says },
    { id: 'rank-test', title: 'rank test (Kayenta)', says },
  ];

  test.each([
    ['doubted', fiveHundreds, { fault: 'two values' }],
    ['refused', fiveHundreds, { unavailable: 'no Sum' }],
    ['without a limit in time', tail, {}],
  ])('are %s: no rule says anything', (_, gate, more) => {
    expect(counterfactual(gate, { ...bad, ...more })).toEqual(unknown('cannot-say'));
  });

  test('are no others: the same ones are told by each rule', () => {
    const told = { guardrail: 1, 'alarm-3-of-5': 3, 'rank-test': 5 };
    const periods = (gate: Parameters<typeof counterfactual>[0], more = {}) =>
      Object.fromEntries(
        counterfactual(gate, { ...bad, ...more }).map(({ id, period }) => [id, period]),
      );

    expect(periods(fiveHundreds)).toEqual(told);
    expect(periods(tail, { thresholdMicros: 90_000 })).toEqual(told);
  });
});

test('a level beside the stable has a limit once the stable has a value', () => {
  const beside = { ...cpu, max: undefined, increase: 0.1 };
  const levels = (stable?: number) =>
    recordOf(
      served({
        candidate: () => ({ n: 0, cpu: 95 }),
        stable: () => ({ n: 0, ...(stable !== undefined && { cpu: stable }) }),
      }),
      beside,
    ).counterfactual.map(({ says }) => says);

  expect(levels(40)).toEqual(['rollback', 'rollback']);
  expect(levels()).toEqual(['cannot-say', 'cannot-say']);
});

test('a level has a value a minute, however short the periods of the window are', () => {
  const fine = { window: { ...windowOf(10), period: 10 } };
  const late: Serves = (period) => ({ n: 9, cpu: period < 7 ? 40 : 95 });
  const [guardrail] = recordOf(served({ candidate: late }), cpu, fine).counterfactual;

  expect(guardrail).toMatchObject({ says: 'rollback', period: 8, at: at(7) });
});
