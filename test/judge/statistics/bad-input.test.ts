import * as fc from 'fast-check';
import { betaTails } from '../../../src/judge/statistics/beta';
import {
  inverseIncompleteBeta,
  inverseUpperBeta,
} from '../../../src/judge/statistics/beta-quantile';
import { binomialTails } from '../../../src/judge/statistics/binomial';
import {
  hellinger,
  jensenShannon,
  lInfinity,
} from '../../../src/judge/statistics/category-distance';
import {
  chiSquareUpperQuantile,
  chiSquareUpperTail,
} from '../../../src/judge/statistics/chi-square';
import { dispersion } from '../../../src/judge/statistics/dispersion';
import { fisherExact } from '../../../src/judge/statistics/fisher-exact';
import { gammaTails } from '../../../src/judge/statistics/gamma';
import { goodnessOfFit } from '../../../src/judge/statistics/goodness-of-fit';
import { hypergeometricTails } from '../../../src/judge/statistics/hypergeometric';
import { kolmogorovSmirnov } from '../../../src/judge/statistics/kolmogorov-smirnov';
import { logGamma } from '../../../src/judge/statistics/log-gamma';
import { rankShift } from '../../../src/judge/statistics/mann-whitney';
import { exactMcNemar } from '../../../src/judge/statistics/mcnemar';
import { normalCdf, normalQuantile } from '../../../src/judge/statistics/normal';
import { stabilityIndex } from '../../../src/judge/statistics/population-stability';
import { lowerBound, shareInterval } from '../../../src/judge/statistics/share-interval';
import { quantileOf } from '../../../src/judge/statistics/quantile';
import { quantileRanks } from '../../../src/judge/statistics/quantile-ranks';
import { asymptoticSequence } from '../../../src/judge/statistics/sequence/asymptotic';
import { bernoulliSequence } from '../../../src/judge/statistics/sequence/bernoulli';
import { sameQuantileP } from '../../../src/judge/statistics/sequence/quantile-comparison';
import { signedRankShift } from '../../../src/judge/statistics/signed-rank';
import type { Tails } from '../../../src/judge/statistics/tails';
import { upperBound } from '../../../src/judge/statistics/upper-bound';
import { wasserstein } from '../../../src/judge/statistics/wasserstein';

const odd = fc.oneof(
  fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, -1, 1, 0.5, 2, 1e12, 1e300, 5e-324, -1e300),
  fc.double(),
  fc.integer({ min: 0, max: 1000 }),
);
const odds = fc.array(odd, { maxLength: 6 });

const results: Readonly<Record<string, (a: number, b: number, c: number) => readonly number[]>> = {
  betaTails: (x, a, b) => all(betaTails(x, a, b)),
  inverseIncompleteBeta: (p, a, b) => [inverseIncompleteBeta(p, a, b)],
  inverseUpperBeta: (p, a, b) => [inverseUpperBeta(p, a, b)],
  gammaTails: (x, a) => all(gammaTails(x, a)),
  chiSquare: (x, degrees) => [chiSquareUpperTail(x, degrees), chiSquareUpperQuantile(x, degrees)],
  normal: (z) => [normalCdf(z), normalQuantile(z)],
  logGamma: (x) => [logGamma(x)],
  binomialTails: (k, n, share) => all(binomialTails(k, n, share)),
  hypergeometricTails: (k, total, marked) =>
    all(hypergeometricTails(k, { total, marked, drawn: 7 })),
  fisherExact: (a, b, c) => [
    fisherExact([
      [a, b],
      [c, 4],
    ]),
  ],
  exactMcNemar: (b, c) => [exactMcNemar(b, c)],
};

test.each(Object.keys(results))('%s answers every number, with a number or NaN', (name) => {
  fc.assert(
    fc.property(odd, odd, odd, (a, b, c) => {
      for (const value of results[name]!(a, b, c)) expect(typeof value).toBe('number');
    }),
    { numRuns: 400, seed: 5 },
  );
});

test('chances stay within 0 and 1', () => {
  fc.assert(
    fc.property(odd, odd, odd, (a, b, c) => {
      const { lower, upper } = betaTails(a, b, c);
      const { lower: few, upper: many } = binomialTails(a, b, c);
      for (const p of [lower, upper, few, many, normalCdf(a), exactMcNemar(a, b)])
        expect(Number.isNaN(p) || (p >= 0 && p <= 1)).toBe(true);
    }),
    { numRuns: 400, seed: 5 },
  );
});

test('what is no count proves nothing: a bound is then the whole of 0..1', () => {
  for (const [x, n] of [
    [NaN, 10],
    [1, NaN],
    [-1, 10],
    [11, 10],
    [0, 0],
    [1, Infinity],
    [0, -5],
  ] as const)
    expect([{ x, n }, shareInterval({ x, n }, 0.05)]).toEqual([{ x, n }, [0, 1]]);
  for (const error of [NaN, 0, -1]) {
    expect(upperBound({ x: 1, n: 10 }, error)).toBe(1);
    expect(lowerBound({ x: 1, n: 10 }, error)).toBe(0);
  }
  expect(upperBound({ x: 1, n: 10 }, 0.05, NaN)).toBe(1);
  expect(upperBound({ x: 1, n: 10 }, 0.05, Infinity)).toBe(1);
  expect(upperBound({ x: 1, n: 10 }, 0.05, 0)).toBe(upperBound({ x: 1, n: 10 }, 0.05));
});

test('bounds hold the observed share, and narrow as counts grow, to a trillion', () => {
  let last = 1;
  for (const n of [100, 1e4, 1e6, 1e9, 1e12]) {
    const [low, high] = shareInterval({ x: 0.01 * n, n }, 1e-9);
    expect(low).toBeLessThan(0.01);
    expect(high).toBeGreaterThan(0.01);
    expect(high - low).toBeLessThan(last);
    last = high - low;
  }
});

test('samples with what is no number say nothing', () => {
  const nothing = { p: 1, shift: NaN, lower: -Infinity, upper: Infinity };
  expect(rankShift([1, NaN], [2], 0.05)).toEqual(nothing);
  expect(rankShift([], [2], 0.05)).toEqual(nothing);
  expect(signedRankShift([Infinity], 0.05)).toEqual(nothing);
  expect(kolmogorovSmirnov([NaN], [1])).toEqual({ distance: NaN, p: NaN });
  expect(wasserstein([1], [Infinity])).toBeNaN();
  expect(quantileOf([], 0.5)).toBeNaN();
  expect(sameQuantileP([], [1], { p: 0.5, tuningN: 10 })).toBe(1);
  expect(bernoulliSequence(3, 0, { alpha: 0.05, tuningN: 10 })).toEqual([0, 1]);
  expect(quantileRanks(NaN, 0.99, 0.05)).toEqual({});
  const empty = { n: 0, mean: NaN, variance: NaN };
  const arms = { stable: empty, candidate: empty };
  expect(asymptoticSequence(arms, 'absolute', { alpha: 0.05, tuningN: 100 })).toMatchObject({
    lower: -Infinity,
    upper: Infinity,
  });
});

test('lists of any numbers end, and distances of counts are within 0 and 1 or NaN', () => {
  fc.assert(
    fc.property(odds, odds, (a, b) => {
      for (const distance of [lInfinity(a, b), hellinger(a, b), jensenShannon(a, b)])
        expect(Number.isNaN(distance) || (distance >= 0 && distance <= 1 + 1e-12)).toBe(true);
      const { p } = goodnessOfFit(a, b);
      expect(Number.isNaN(p) || (p >= 0 && p <= 1)).toBe(true);
      const { excess } = stabilityIndex(a, b);
      expect(Number.isNaN(excess) || excess >= 0).toBe(true);
      expect(rankShift(a, b, 0.05).p).toBeLessThanOrEqual(1);
      expect(signedRankShift(a, 0.05).p).toBeLessThanOrEqual(1);
      expect(typeof kolmogorovSmirnov(a, b).distance).toBe('number');
      expect(typeof wasserstein(a, b)).toBe('number');
      expect(dispersion(a.map((x, index) => ({ x, n: b[index] ?? 1 })))).not.toBeLessThan(1);
    }),
    { numRuns: 300, seed: 5 },
  );
});

test('one arm, no weight and different cells of a split', () => {
  expect(goodnessOfFit([1000], [0.5, 0.5]).p).toBe(1);
  expect(goodnessOfFit([1, 2, 3], [1, 1]).p).toBeNaN();
  expect(goodnessOfFit([10, 1], [1, 0]).p).toBe(0);
  expect(goodnessOfFit([10, 0], [1, 0]).p).toBe(1);
  expect(goodnessOfFit([0, 0], [1, 1]).p).toBe(1);
  expect(goodnessOfFit([-1, 2], [1, 1]).p).toBeNaN();
});

function all({ lower, upper, logLower, logUpper }: Tails): number[] {
  return [lower, upper, logLower, logUpper];
}
