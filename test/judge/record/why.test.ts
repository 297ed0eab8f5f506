import type { GateRecord } from '../../../src/judge/record/gate-record';
import { whyOf } from '../../../src/judge/record/why';
import type { VerdictNumbers } from '../../../src/judge/verdict-numbers';
import { fiveHundreds } from '../story';
import { context, recordFor, recordOf, served, steady } from './made-record';

const withNumbers = (record: GateRecord, numbers: Partial<VerdictNumbers>): GateRecord => ({
  ...record,
  verdict: { ...record.verdict, numbers: { ...record.verdict.numbers!, ...numbers } },
});

const [passed, open] = [recordFor['within-limit'](), recordFor['above-limit-not-proven']()];

const round = {
  odds: 250.9,
  oddsNeeded: 200,
  stableOdds: 1.5,
  relativeOdds: 3e6,
  upper: 0.004,
  upperNeeded: 0.005,
  upperError: 0.025,
  dispersion: 1,
  decidedAt: '2026-01-05T12:09:00.000Z',
} as const;

test('harm is told with its period, its steps and the stable', () => {
  const failed = withNumbers(recordFor['above-limit'](), round);
  const { carry } = passed.verdict;
  const beside =
    'The same odds against the stable are 1 : 1, and over a million : 1 that the candidate has more than its share.';

  expect(whyOf(failed)).toBe(
    `Those odds were passed in the period of 2026-01-05T12:09:00.000Z. ${beside}`,
  );
  expect(whyOf(withNumbers(failed, { decidedAt: undefined }))).toBe(
    `Those odds were passed. ${beside}`,
  );
  expect(whyOf({ ...failed, context: { ...context, carried: carry! } })).toBe(
    `Those odds were passed in the period of 2026-01-05T12:09:00.000Z, counted on from the earlier steps of the release. ${beside}`,
  );
  expect(whyOf({ ...failed, context: { ...context, stableServes: false } })).toBe(
    'Those odds were passed in the period of 2026-01-05T12:09:00.000Z. The stable had no traffic to compare with.',
  );
  expect(whyOf(withNumbers(recordFor['level-outside-limit'](), round))).toBe(
    'Those odds were passed in the period of 2026-01-05T12:09:00.000Z.',
  );
});

test.each([
  [1, ''],
  [1.005, ''],
  [1.0051, ' (bad requests come in bursts: 1.01 share one fate, which the bound allows for)'],
  [12.345, ' (bad requests come in bursts: 12.3 share one fate, which the bound allows for)'],
])('bursts of %d are told with the bound that allows for them', (dispersion, bursts) => {
  const unproven =
    'The odds against the rule reached 250 : 1, of the 200 : 1 that a failure needs.';

  expect(whyOf(withNumbers(passed, { ...round, dispersion }))).toBe(
    `The share itself is within the limit, and the upper bound is wrong with a chance of at most 2.5 %${bursts}. ${unproven}`,
  );
  expect(whyOf(withNumbers(open, { ...round, dispersion }))).toBe(
    `${unproven} A pass needs an upper bound of at most 0.5 %, this one is 0.4 %${bursts}.`,
  );
});

test('bursts of the stable are found in its periods', () => {
  const bursting = (period: number) => ({ n: 4_000, bad: period % 4 === 1 ? 9 : 0 });
  const record = recordOf(served({ candidate: steady, stable: bursting }), {
    ...fiveHundreds,
    limit: 0.01,
    passLimit: 0.05,
  });

  // 8 of 30 periods with 9 of 4000 each, by Pearson's chi-square over 29 degrees of freedom.
  expect(record.verdict.numbers!.dispersion).toBeCloseTo(6.8317, 4);
  expect(whyOf(record)).toContain('bad requests come in bursts: 6.83 share one fate');
});

test('what is not weighed needs no more words', () => {
  expect(whyOf(recordFor['bad-input']())).toBe('');
  expect(whyOf(recordFor['no-comparator']())).toBe('');
});
