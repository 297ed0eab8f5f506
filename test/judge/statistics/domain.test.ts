import { betaTails } from '../../../src/judge/statistics/beta';
import {
  inverseIncompleteBeta,
  inverseUpperBeta,
} from '../../../src/judge/statistics/beta-quantile';
import { binomialTails, logBinomial } from '../../../src/judge/statistics/binomial';
import { gammaQuantile, gammaTails } from '../../../src/judge/statistics/gamma';
import { hypergeometricTails } from '../../../src/judge/statistics/hypergeometric';
import { logGamma } from '../../../src/judge/statistics/log-gamma';
import { exactMcNemar, pairedDifference } from '../../../src/judge/statistics/mcnemar';
import { normalQuantile } from '../../../src/judge/statistics/normal';
import { quantileOf } from '../../../src/judge/statistics/quantile';
import { quantileRanks } from '../../../src/judge/statistics/quantile-ranks';
import { lowerBound } from '../../../src/judge/statistics/share-interval';
import type { Tails } from '../../../src/judge/statistics/tails';
import { upperBound } from '../../../src/judge/statistics/upper-bound';

const draw = { total: 10, marked: 4, drawn: 5 };
const nan = { lower: NaN, upper: NaN };
const below = { lower: 0, upper: 1 };
const above = { lower: 1, upper: 0 };

// One argument out of its domain at a time, so that each guard is needed; then the ends, which belong to the domain.
test.each<[what: string, tails: () => Tails, expected: { lower: number; upper: number }]>([
  ['beta with a of 0', () => betaTails(0.5, 0, 2), nan],
  ['beta with b of 0', () => betaTails(0.5, 2, 0), nan],
  ['beta with a below 0', () => betaTails(0.5, -1, 2), nan],
  ['beta with b below 0', () => betaTails(0.5, 2, -1), nan],
  ['beta with an infinite a', () => betaTails(0.5, Infinity, 2), nan],
  ['beta with an infinite b', () => betaTails(0.5, 2, Infinity), nan],
  ['beta at 0 with an infinite a', () => betaTails(0, Infinity, 2), nan],
  ['beta at 0 with an infinite b', () => betaTails(0, 2, Infinity), nan],
  ['beta below 0', () => betaTails(-0.1, 2, 2), nan],
  ['beta above 1', () => betaTails(1.1, 2, 2), nan],
  ['beta at NaN', () => betaTails(NaN, 2, 2), nan],
  ['beta at 0', () => betaTails(0, 2, 2), below],
  ['beta at 1', () => betaTails(1, 2, 2), above],
  ['gamma with a of 0', () => gammaTails(1, 0), nan],
  ['gamma with a below 0', () => gammaTails(1, -1), nan],
  ['gamma with an infinite a', () => gammaTails(1, Infinity), nan],
  ['gamma below 0', () => gammaTails(-1, 2), nan],
  ['gamma at NaN', () => gammaTails(NaN, 2), nan],
  ['gamma at 0 with a of 0', () => gammaTails(0, 0), nan],
  ['gamma at 0 with an infinite a', () => gammaTails(0, Infinity), nan],
  ['gamma at infinity with an infinite a', () => gammaTails(Infinity, Infinity), nan],
  ['gamma at 0', () => gammaTails(0, 2), below],
  ['gamma at infinity', () => gammaTails(Infinity, 2), above],
  ['binomial of fewer than none', () => binomialTails(1, -5, 0.5), nan],
  ['binomial of infinitely many', () => binomialTails(1, Infinity, 0.5), nan],
  ['binomial of a share below 0', () => binomialTails(1, 10, -0.1), nan],
  ['binomial of a share above 1', () => binomialTails(1, 10, 1.1), nan],
  ['binomial at NaN', () => binomialTails(NaN, 10, 0.5), nan],
  ['binomial below 0 of infinitely many', () => binomialTails(-1, Infinity, 0.5), nan],
  ['binomial below 0 of a share below 0', () => binomialTails(-1, 10, -0.1), nan],
  ['binomial at n of a share above 1', () => binomialTails(10, 10, 1.1), nan],
  ['binomial below 0', () => binomialTails(-0.5, 10, 0.5), below],
  ['binomial at n', () => binomialTails(10, 10, 0.5), above],
  ['binomial above n', () => binomialTails(11, 10, 0.5), above],
  ['binomial of none', () => binomialTails(0, 0, 0.5), above],
  ['binomial of a share of 0', () => binomialTails(0, 10, 0), above],
  ['binomial of a share of 1', () => binomialTails(9, 10, 1), below],
  ['binomial at 0 of one', () => binomialTails(0, 1, 0.25), { lower: 0.75, upper: 0.25 }],
  ['hypergeometric at NaN', () => hypergeometricTails(NaN, draw), nan],
  ['hypergeometric of half a thing', () => hypergeometricTails(1, { ...draw, marked: 2.5 }), nan],
  [
    'hypergeometric of less than nothing',
    () => hypergeometricTails(1, { ...draw, drawn: -1 }),
    nan,
  ],
  ['hypergeometric of more than all', () => hypergeometricTails(1, { ...draw, drawn: 11 }), nan],
  ['hypergeometric below its support', () => hypergeometricTails(-1, draw), below],
  ['hypergeometric at its end', () => hypergeometricTails(4, draw), above],
  ['hypergeometric of all', () => hypergeometricTails(3, { ...draw, drawn: 10 }), below],
])('%s', (_, tails, { lower, upper }) => {
  near(tails().lower, lower);
  near(tails().upper, upper);
});

test.each<[what: string, got: () => number, expected: number]>([
  ['beta quantile with a of 0', () => inverseIncompleteBeta(0.1, 0, 2), NaN],
  ['beta quantile with b of 0', () => inverseIncompleteBeta(0.1, 2, 0), NaN],
  ['beta quantile with an infinite a', () => inverseIncompleteBeta(0.1, Infinity, 2), NaN],
  ['beta quantile with an infinite b', () => inverseIncompleteBeta(0.1, 2, Infinity), NaN],
  ['beta quantile of a power of 0', () => inverseIncompleteBeta(0.1, 0, 1), NaN],
  ['beta quantile of a mirrored power of 0', () => inverseIncompleteBeta(0.1, 1, 0), NaN],
  ['beta quantile of an infinite power', () => inverseIncompleteBeta(0.1, Infinity, 1), NaN],
  ['beta quantile of a mirrored one', () => inverseIncompleteBeta(0.1, 1, Infinity), NaN],
  ['beta quantile of a power below 0', () => inverseIncompleteBeta(-0.1, 1, 2), NaN],
  ['beta quantile below 0', () => inverseIncompleteBeta(-0.1, 2, 2), NaN],
  ['beta quantile above 1', () => inverseIncompleteBeta(1.1, 2, 2), NaN],
  ['beta quantile of 0', () => inverseIncompleteBeta(0, 2, 2), 0],
  ['beta quantile of 1', () => inverseIncompleteBeta(1, 2, 2), 1],
  ['upper beta quantile of 0', () => inverseUpperBeta(0, 2, 2), 1],
  ['upper beta quantile of 1', () => inverseUpperBeta(1, 2, 2), 0],
  ['upper beta quantile above 1', () => inverseUpperBeta(1.1, 2, 2), NaN],
  ['beta quantile of the half', () => inverseIncompleteBeta(0.5, 3, 3), 0.5],
  ['beta quantile of a power', () => inverseIncompleteBeta(0.25, 2, 1), 0.5],
  [
    'beta quantile of a mirrored power',
    () => inverseIncompleteBeta(0.25, 1, 2),
    1 - Math.sqrt(0.75),
  ],
  ['upper beta quantile of a power', () => inverseUpperBeta(0.25, 2, 1), Math.sqrt(0.75)],
  ['gamma quantile with a of 0', () => gammaQuantile(0.1, 0, 'lower'), NaN],
  ['gamma quantile with an infinite a', () => gammaQuantile(0.1, Infinity, 'lower'), NaN],
  ['gamma quantile of 0 with a of 0', () => gammaQuantile(0, 0, 'lower'), NaN],
  ['gamma quantile of 0 with an infinite a', () => gammaQuantile(0, Infinity, 'upper'), NaN],
  ['gamma quantile below 0', () => gammaQuantile(-0.1, 1, 'lower'), NaN],
  ['gamma quantile beyond the nearer tail', () => gammaQuantile(0.6, 1, 'lower'), NaN],
  ['gamma quantile of 0', () => gammaQuantile(0, 1, 'lower'), 0],
  ['upper gamma quantile of 0', () => gammaQuantile(0, 1, 'upper'), Infinity],
  ['gamma quantile of a half', () => gammaQuantile(0.5, 1, 'lower'), Math.LN2],
  ['upper gamma quantile of a half', () => gammaQuantile(0.5, 1, 'upper'), Math.LN2],
  ['gamma quantile that no double holds', () => gammaQuantile(1e-300, 0.1, 'lower'), 0],
  ['logarithm of gamma at 0', () => logGamma(0), NaN],
  ['logarithm of gamma below 0', () => logGamma(-1.5), NaN],
  ['logarithm of gamma at infinity', () => logGamma(Infinity), Infinity],
  ['normal quantile below 0', () => normalQuantile(-0.1), NaN],
  ['normal quantile above 1', () => normalQuantile(1.1), NaN],
  ['normal quantile of 0', () => normalQuantile(0), -Infinity],
  ['normal quantile of 1', () => normalQuantile(1), Infinity],
  ['normal quantile of the half', () => normalQuantile(0.5), 0],
  ['quantile of nothing', () => quantileOf([], 0.5), NaN],
  ['quantile beside what is no number', () => quantileOf([3, 4, NaN], 0), NaN],
  ['quantile at no number', () => quantileOf([3], NaN), NaN],
  ['quantile below the least', () => quantileOf([3], -0.1), NaN],
  ['quantile above the largest', () => quantileOf([3, 4], 1.1), NaN],
  ['quantile at the least', () => quantileOf([4, 3], 0), 3],
  ['quantile at the largest', () => quantileOf([4, 3], 1), 4],
  ['quantile between two', () => quantileOf([4, 3], 0.25), 3.25],
  ['quantile between two without end', () => quantileOf([Infinity, Infinity], 0.5), Infinity],
  ['chance of none', () => logBinomial(0, 3, 0.5), -3 * Math.LN2],
  ['chance of all', () => logBinomial(3, 3, 0.5), -3 * Math.LN2],
  ['chance of one of three', () => logBinomial(1, 3, 0.5), Math.log(3 / 8)],
  ['chance of two of three', () => logBinomial(2, 3, 0.25), Math.log(9 / 64)],
  ['McNemar with less than none', () => exactMcNemar(-1, 3), NaN],
  ['McNemar with less than none of the other', () => exactMcNemar(3, -1), NaN],
  ['McNemar without pairs', () => exactMcNemar(0, 0), 1],
  ['McNemar of five and none', () => exactMcNemar(5, 0), 1 / 16],
  ['McNemar of none and five', () => exactMcNemar(0, 5), 1 / 16],
])('%s', (_, got, expected) => near(got(), expected));

test('a quantile that no double holds is 0, and its complement 1', () => {
  expect(gammaQuantile(1e-300, 0.1, 'lower')).toBe(0);
  expect(inverseIncompleteBeta(1e-300, 0.1, 2)).toBe(0);
  expect(inverseUpperBeta(1e-300, 2, 0.1)).toBe(1);
});

test('at an end a tail is nothing, and its logarithm says so', () => {
  const nothingBelow = { lower: 0, upper: 1, logLower: -Infinity, logUpper: 0 };
  const nothingAbove = { lower: 1, upper: 0, logLower: 0, logUpper: -Infinity };
  expect(gammaTails(0, 2)).toEqual(nothingBelow);
  expect(gammaTails(Infinity, 2)).toEqual(nothingAbove);
  expect(betaTails(0, 2, 3)).toEqual(nothingBelow);
  expect(betaTails(1, 2, 3)).toEqual(nothingAbove);
  expect(binomialTails(-1, 5, 0.5)).toEqual(nothingBelow);
  expect(binomialTails(5, 5, 0.5)).toEqual(nothingAbove);
});

test('far below the mean only the first term of a tail is left: x^a / Γ(a+1), and of beta b times that', () => {
  const a = 1e10;
  const logFactorial = a * Math.log(a) - a + 0.5 * Math.log(2 * Math.PI * a);
  const gamma = a * Math.log(1e-300) - logFactorial;
  expect(gammaTails(1e-300, a).logLower / gamma).toBeCloseTo(1, 12);
  // I_x(a, 1) is x^a, and I_x(1, b) is b x.
  expect(betaTails(1e-300, a, 1).logLower / (a * Math.log(1e-300))).toBeCloseTo(1, 12);
  expect(betaTails(1e-300, 1, 1e5).logLower / Math.log(1e-295)).toBeCloseTo(1, 12);
  expect(betaTails(Number.MIN_VALUE, 1, 1).logLower).toBeCloseTo(Math.log(Number.MIN_VALUE), 10);
  expect(betaTails(1e-300, 1, 2).lower * 1e300).toBeCloseTo(2, 12);
});

test('the middle of the normal distribution is 0 without a sign', () => {
  expect(normalQuantile(0.5)).toBe(0);
});

function near(got: number, expected: number): void {
  if (Number.isFinite(expected)) expect(got).toBeCloseTo(expected, 12);
  else expect(got).toBe(expected);
}

test.each([
  [0, 0.5, 0.1],
  [0.9, 0.5, 0.1],
  [-5, 0.5, 0.1],
  [NaN, 0.5, 0.1],
  [2 ** 53, 0.5, 0.1],
  [10, 0, 0.1],
  [10, 1, 0.1],
  [10, NaN, 0.1],
  [10, 0.5, 0],
  [10, 0.5, -0.1],
  [10, 0.5, 2],
  [10, 0.5, NaN],
])('no ranks hold a quantile of %d values at %d with an error of %d', (n, q, error) => {
  expect(quantileRanks(n, q, error)).toEqual({});
});

test('as many values as a double counts exactly have ranks yet', () => {
  const n = Number.MAX_SAFE_INTEGER;
  // 1.96 standard deviations of sqrt(n) / 2 from the middle.
  const off = (1.959963984540054 * Math.sqrt(n)) / 2;
  const { lower, upper } = quantileRanks(n, 0.5, 0.05);
  expect(Math.abs(n / 2 - off - lower!)).toBeLessThan(2);
  expect(Math.abs(n / 2 + off - upper!)).toBeLessThan(2);
});

test('one value holds its median on both sides only where either half may be wrong', () => {
  expect(quantileRanks(1, 0.5, 0.1)).toEqual({});
  expect(quantileRanks(1, 0.5, 1 + 1e-9)).toEqual({ lower: 1, upper: 1 });
  // P(all five below the median) = 1/32.
  expect(quantileRanks(5, 0.5, 2 / 32 + 1e-9)).toEqual({ lower: 1, upper: 5 });
  expect(quantileRanks(5, 0.5, 2 / 32 - 1e-9)).toEqual({});
});

test('bounds that may always be wrong say nothing', () => {
  expect(upperBound({ x: 1, n: 10 }, 1)).toBe(0);
  expect(upperBound({ x: 1, n: 10 }, 1.5)).toBe(0);
  expect(lowerBound({ x: 1, n: 10 }, 1)).toBe(1);
  expect(lowerBound({ x: 1, n: 10 }, 1.5)).toBe(1);
  expect(lowerBound({ x: 0, n: 10 }, 0.05)).toBe(0);
  expect(lowerBound({ x: 11, n: 10 }, 0.05)).toBe(0);
  expect(lowerBound({ x: 1, n: Infinity }, 0.05)).toBe(0);
  expect(lowerBound({ x: 1, n: 10 }, 0.05, Infinity)).toBe(0);
  // All of n bad: the n-th root of the error.
  expect(lowerBound({ x: 10, n: 10 }, 0.05)).toBeCloseTo(0.05 ** 0.1, 12);
  // None of n: its mirror image; requests that share a fate by fours are a quarter as many.
  expect(upperBound({ x: 0, n: 10 }, 0.05)).toBeCloseTo(1 - 0.05 ** 0.1, 12);
  expect(upperBound({ x: 0, n: 40 }, 0.05, 4)).toBeCloseTo(1 - 0.05 ** 0.1, 12);
  expect(lowerBound({ x: 40, n: 40 }, 0.05, 4)).toBeCloseTo(0.05 ** 0.1, 12);
  expect(upperBound({ x: 40, n: 80 }, 0.05, 4)).toBe(upperBound({ x: 10, n: 20 }, 0.05));
  expect(lowerBound({ x: 40, n: 80 }, 0.05, 4)).toBe(lowerBound({ x: 10, n: 20 }, 0.05));
  expect(lowerBound({ x: 40, n: 40 }, 0.05, 0.5)).toBeCloseTo(0.05 ** (1 / 40), 12);
});

test('a difference of pairs by hand: Agresti and Min add half a pair to each cell', () => {
  expect(pairedDifference(0, { first: 0, second: 0 })).toEqual({ difference: 0, low: -1, high: 1 });
  const { difference, low, high } = pairedDifference(98, { first: 20, second: 10 });
  const half = (1.959963984540054 * Math.sqrt(31 - 100 / 100)) / 100;
  expect(difference).toBeCloseTo(10 / 98, 14);
  expect(low).toBeCloseTo(0.1 - half, 14);
  expect(high).toBeCloseTo(0.1 + half, 14);
  expect(pairedDifference(1, { first: 1, second: 0 }).high).toBe(1);
  expect(pairedDifference(1, { first: 0, second: 1 }).low).toBe(-1);
});
