import type { InconclusiveReason, Reason, Verdict } from '../../src/judge/verdict';
import { checkLine, reasonOf } from '../../src/release/check-line';
import { reasons } from '../../src/release/reasons';

function verdict(change: Partial<Verdict> = {}): Verdict {
  return {
    result: 'fail',
    gate: '5xx',
    reason: 'above-limit',
    sentence: '5xx 2.00 % > 0.10 %',
    value: 0.02,
    limit: 0.001,
    unit: 'ratio',
    candidate: { n: 5000, x: 100, ratio: 0.02, upper: 0.024 },
    stable: { n: 95_000, x: 0, ratio: 0, upper: 0 },
    method: 'exact/1',
    ...change,
  };
}

test.each<[Partial<Verdict>, string, string]>([
  [{}, '2.00 %', '0.10 %'],
  [{ value: 0, limit: 0.00001 }, '0.00 %', '0.00 %'],
  [{ unit: 'µs', value: 221_400, limit: 240_000 }, '221.4 ms', '240.0 ms'],
  [{ unit: 'count', value: 3, limit: 0 }, '3', '0'],
  [{ unit: 'sd', value: 3.456, limit: 3 }, '3.46 SD', '3.00 SD'],
  [{ value: undefined, limit: undefined }, '–', '–'],
])('%p reads %s, limit %s', (change, value, limit) => {
  expect(checkLine(verdict(change))).toEqual({
    check: '5xx',
    result: 'fail',
    value,
    limit,
    requests: 5000,
    sentence: '5xx 2.00 % > 0.10 %',
  });
});

const weighed = {
  oddsNeeded: 200,
  alpha: 0.005,
  stableOdds: 1,
  relativeOdds: 1,
  upper: 0.01702,
  upperNeeded: 0.005,
  upperError: 0.025,
  interval: [0.00954, 0.0181],
  stableInterval: [0, 1],
  dispersion: 1,
  coverage: 1,
} as const;

test.each<[Verdict['unit'], number, string]>([
  ['ratio', 218.4, '0.95 % to 1.8 % (95 %), at most 1.7 %, odds 218 of 200'],
  ['µs', 2e6, 'beyond the limit 0.95 % to 1.8 % (95 %), at most 1.7 %, odds > 1e6 of 200'],
])('a verdict in %s with odds of %d shows what it stands on', (unit, odds, proof) => {
  const numbers = { ...weighed, odds };

  expect(checkLine(verdict({ unit, numbers })).proof).toBe(proof);
});

test.each([
  [{ low: 118_000, high: 160_400 }, '118.0 ms to 160.4 ms'],
  [{ low: 118_000 }, '118.0 ms or more'],
  [{ high: 160_400 }, 'at most 160.4 ms'],
])('a latency between %j shows it before the share beyond its limit', (candidateBetween, shown) => {
  const numbers = { ...weighed, odds: 1, candidateBetween };

  expect(checkLine(verdict({ unit: 'µs', numbers })).proof).toBe(
    `${shown} (95 %), beyond the limit 0.95 % to 1.8 % (95 %), at most 1.7 %, odds 1 of 200`,
  );
});

describe('the reason of a verdict', () => {
  const inconclusive: Readonly<Record<InconclusiveReason, string>> = {
    'no-traffic': 'NoTraffic',
    'too-few-requests': 'TooFewSamples',
    'too-few-periods': 'TooFewSamples',
    'missing-data': 'TooFewSamples',
    'too-early': 'TooFewSamples',
    'above-limit-not-proven': 'NotProven',
    'no-gates': 'NotProven',
    'no-comparator': 'NoComparator',
    'metric-unavailable': 'MetricUnavailable',
    environment: 'Environment',
    'split-mismatch': 'SplitMismatch',
    'bad-input': 'MetricsUnsound',
  };

  test.each(Object.entries(inconclusive))('%s is %s', (reason, word) => {
    const asked = verdict({ result: 'inconclusive', reason: reason as Reason });

    expect(reasonOf(asked)).toBe(word);
    expect(reasons).toHaveProperty(word);
  });

  test('of a failure tells errors from slowness', () => {
    expect(reasonOf(verdict())).toBe('ErrorsAboveLimit');
    expect(reasonOf(verdict({ reason: 'slower-than-limit' }))).toBe('SlowerThanLimit');
  });

  test.each<[Reason, string]>([
    ['answers-differ', 'AnswersDiffer'],
    ['slice-differs', 'AnswersDiffer'],
    ['schema-violated', 'AnswersDiffer'],
    ['too-few-pairs', 'TooFewSamples'],
    ['unpaired', 'AnswersUnpaired'],
    ['captures-unreadable', 'CapturesUnreadable'],
  ])('of answers: %s is %s', (reason, word) => {
    expect(reasonOf(verdict({ reason }))).toBe(word);
    expect(reasons).toHaveProperty(word);
  });

  test.each<[Reason, string]>([
    ['drifted', 'DataDrifted'],
    ['constraint-broken', 'DataDrifted'],
    ['too-few-rows', 'TooFewSamples'],
    ['drift-suspected', 'NotProven'],
    ['unreadable-rows', 'NotProven'],
    ['baseline-unusable', 'NotProven'],
    ['worse-than-stable', 'WorseThanStable'],
    ['no-difference', 'NoDifference'],
    ['too-few-conversions', 'TooFewSamples'],
    ['partial-week', 'TooFewSamples'],
    ['difference-not-proven', 'NotProven'],
    ['out-of-time', 'NotProven'],
    ['generator-behind', 'LoadTestInvalid'],
    ['load-not-reached', 'LoadTestInvalid'],
    ['errors-under-load', 'LoadTestInvalid'],
  ])('of drift, A/B and load tests: %s is %s', (reason, word) => {
    expect(reasonOf(verdict({ reason }))).toBe(word);
    expect(reasons).toHaveProperty(word);
  });

  test('of a pass is that the checks passed', () => {
    expect(reasonOf(verdict({ result: 'pass', reason: 'within-limit' }))).toBe('ChecksPassed');
    expect(reasonOf(verdict({ result: 'pass', reason: 'better-than-stable' }))).toBe(
      'ChecksPassed',
    );
  });
});
