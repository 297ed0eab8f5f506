import { minute, noon, fiveHundreds, fourHundreds, tail } from '../story';
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
