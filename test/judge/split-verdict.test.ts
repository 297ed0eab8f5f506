import type { SplitGate } from '../../src/judge/gate';
import { verdict } from '../../src/judge/judge';
import { bake, count } from './story';

const end = { final: true };
const split: SplitGate = { kind: 'split', id: 'split', metric: 'Invocations' };
/** The first period of a window alone tells nothing. */
const changing = [count(0), count(0)] as const;
const shared = (own: number, others: number, plannedShare: number) =>
  verdict(split, bake([changing, [count(own), count(others)]], { plannedShare }), end);

test('a split within chance: every word of it', () => {
  expect(shared(498, 9502, 0.05)).toStrictEqual({
    result: 'pass',
    gate: 'split',
    reason: 'within-limit',
    sentence:
      'The candidate got 4.98 % of 10000 requests, planned are 5 %; that is no more than chance and 5 % of it explain.',
    value: 0.0498,
    limit: 0.05,
    unit: 'ratio',
    candidate: { n: 498, x: 0, ratio: 0, upper: 0 },
    stable: { n: 9502, x: 0, ratio: 0, upper: 0 },
    method: 'exact binomial interval of the share /1',
  });
});

test.each([
  [4000, 6000, 0.5, 'split-mismatch', 'pin TargetVariant to the stable are'],
  [6000, 4000, 0.5, 'split-mismatch', 'pin TargetVariant to the candidate, or retry on it'],
  // A twentieth of the plan is allowed, on either side.
  [490_000, 510_000, 0.5, 'within-limit', 'no more than chance and 5 %'],
  [510_000, 490_000, 0.5, 'within-limit', 'no more than chance and 5 %'],
  [530_000, 470_000, 0.5, 'split-mismatch', 'candidate'],
  [0, 79, 0.1, 'within-limit', 'too few to tell'],
  [0, 80, 0.1, 'within-limit', 'no more than chance'],
  [79, 0, 0.9, 'within-limit', 'too few to tell'],
  [0, 0, 0.5, 'no-traffic', 'Neither variant got a request.'],
])('%d beside %d requests, planned %d: %s', (own, others, planned, reason, said) => {
  const given = shared(own, others, planned);

  expect(given.reason).toBe(reason);
  expect(given.sentence).toContain(said);
  expect('value' in given).toBe(own + others > 0);
});

test('a split is not judged before the end, nor where requests are not counted', () => {
  const seen = bake([changing, [count(0), count(9000)]], { plannedShare: 0.5 });

  expect(verdict(split, seen, { final: false })).toMatchObject({
    reason: 'too-early',
    sentence:
      'So far the candidate got 0 % of 9000 requests, planned are 50 %; chance explains 0 % to 0.092 %: callers that pin TargetVariant to the stable are the likely cause.',
  });
  expect(verdict(split, { ...seen, unavailable: 'closed' }, end)).toMatchObject({
    reason: 'metric-unavailable',
    sentence: 'CloudWatch refuses to count requests: closed.',
  });
});
