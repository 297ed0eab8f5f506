import { fewestRequests, mostBad, type PassRule } from '../../../src/judge/record/pass-room';
import { upperBound } from '../../../src/judge/statistics/upper-bound';

const rule: PassRule = { limit: 0.001, passLimit: 0.005, error: 0.025, dispersion: 1 };

test.each([
  [0, rule, undefined],
  // 1 - 0.025^(1/n) is 0.005 between 735 and 736.
  [735, rule, undefined],
  [736, rule, 0],
  [999, { ...rule, passLimit: 0.5 }, 0],
  [1_000, { ...rule, passLimit: 0.5 }, 1],
  [1_000.9, { ...rule, passLimit: 0.5 }, 1],
  [1_999, { ...rule, passLimit: 0.5 }, 1],
  [18_000, rule, 18],
  [10, { ...rule, limit: 1, passLimit: 1 }, 10],
  // Of ten heads and tails at most one is under one half with 97.5 %: P(X <= 1) = 11 / 1024.
  [10, { ...rule, limit: 1, passLimit: 0.5 }, 1],
  // P(X <= 9) among 30 is 2.1 %, P(X <= 10) is 4.9 %.
  [30, { ...rule, limit: 1, passLimit: 0.5 }, 9],
  // Where two share one fate, half as many count.
  [60, { ...rule, limit: 1, passLimit: 0.5, dispersion: 2 }, 18],
])('among %d by %j a pass allows %p', (n, given, most) => {
  expect(mostBad(n, given)).toBe(most);
});

test.each([
  [0, 736, 737],
  [0.0005, 737, 1_100],
  [0.001, 1_100, 1_200],
])('with a share of %d from %d to %d requests are enough', (share, from, to) => {
  const fewest = fewestRequests(share, rule)!;
  const bound = (n: number): number => upperBound({ n, x: share * n }, rule.error);

  expect(fewest).toBeGreaterThanOrEqual(from);
  expect(fewest).toBeLessThanOrEqual(to);
  expect(bound(fewest)).toBeLessThanOrEqual(rule.passLimit);
  expect(bound(fewest * 0.998)).toBeGreaterThan(rule.passLimit);
});

test('no number is enough for a share above the limit, or for a bound that nothing can be under', () => {
  expect(fewestRequests(0.0011, rule)).toBeUndefined();
  expect(fewestRequests(0, { ...rule, passLimit: 0 })).toBeUndefined();
  expect(fewestRequests(0, { ...rule, passLimit: 1 })).toBe(1);
});
