import { incompleteBeta } from '../../../src/judge/statistics/beta';
import { inverseIncompleteBeta } from '../../../src/judge/statistics/beta-quantile';
import { logGamma } from '../../../src/judge/statistics/log-gamma';
import { spentAt, upperBound } from '../../../src/judge/statistics/upper-bound';

test.each([1, 2, 3, 7, 20, 100])('logGamma(%i) is the logarithm of a factorial', (n) => {
  let expected = 0;
  for (let factor = 2; factor < n; factor += 1) expected += Math.log(factor);

  expect(logGamma(n)).toBeCloseTo(expected, 11);
});

test('logGamma knows the half', () => {
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  expect(logGamma(1.5)).toBeCloseTo(Math.log(Math.PI) / 2 - Math.LN2, 13);
});

test.each([
  [0.3, 1, 1, 0.3],
  [0.3, 2, 1, 0.09],
  [0.3, 1, 3, 1 - 0.7 ** 3],
  [0.5, 40, 40, 0.5],
  [0.5, 400, 400, 0.5],
  // 1 - sum of (5 choose k) 0.4^k 0.6^(5-k) for k = 0..2
  [0.4, 3, 3, 0.31744],
])('incompleteBeta(%d; %d, %d) is %d', (x, a, b, expected) => {
  expect(incompleteBeta(x, a, b)).toBeCloseTo(expected, 11);
});

test.each([
  [0.025, 1, 736],
  [0.5, 3.5, 200.25],
  [0.975, 40, 1_000_000],
  [0.9999, 2, 5],
])('the inverse of %d for %d and %d leads back', (p, a, b) => {
  expect(incompleteBeta(inverseIncompleteBeta(p, a, b), a, b)).toBeCloseTo(p, 11);
});

/** P(X <= x) summed term by term, which shares nothing with the beta function. */
function binomialTail(x: number, n: number, share: number): number {
  let term = n * Math.log1p(-share);
  let sum = Math.exp(term);
  for (let k = 1; k <= x; k += 1) {
    term += Math.log((n - k + 1) / k) + Math.log(share / (1 - share));
    sum += Math.exp(term);
  }
  return sum;
}

test.each([
  [0, 20],
  [1, 50],
  [3, 874],
  [12, 4_000],
  [400, 1_000],
  [999, 1_000],
])('a share at the upper bound of %i in %i has just this chance of so few', (x, n) => {
  for (const error of [0.025, 0.0125, 0.001])
    expect(binomialTail(x, n, upperBound({ x, n }, error))).toBeCloseTo(error, 10);
});

test.each([
  ['1 %', 0.01, 0, 368],
  ['0.5 %', 0.005, 0, 736],
  ['0.2 %', 0.002, 0, 1843],
  ['1 % with three errors', 0.01, 3, 874],
  ['0.5 % with three errors', 0.005, 3, 1751],
  ['0.2 % with three errors', 0.002, 3, 4381],
])('%s is proven at the first look by exactly the known number of requests', (_, limit, x, n) => {
  expect(upperBound({ x, n }, spentAt(1))).toBeLessThanOrEqual(limit);
  expect(upperBound({ x, n: n - 1 }, spentAt(1))).toBeGreaterThan(limit);
});

test('nothing is proven by no requests, and each look spends half', () => {
  expect(upperBound({ x: 0, n: 0 }, 0.025)).toBe(1);
  expect(upperBound({ x: 5, n: 5 }, 0.025)).toBe(1);
  expect([spentAt(1), spentAt(2), spentAt(3)]).toEqual([0.025, 0.0125, 0.00625]);
});

test('requests that share a fate prove less', () => {
  expect(upperBound({ x: 10, n: 10_000 }, 0.025, 4)).toBeGreaterThan(
    upperBound({ x: 10, n: 10_000 }, 0.025),
  );
});
