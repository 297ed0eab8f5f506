import { ascending } from '../../../src/judge/statistics/mann-whitney';
import { asymptoticSequence } from '../../../src/judge/statistics/sequence/asymptotic';
import { bernoulliSequence } from '../../../src/judge/statistics/sequence/bernoulli';
import {
  betaBinomialBound,
  betaBinomialCapital,
  type Steps,
} from '../../../src/judge/statistics/sequence/beta-binomial';
import { normalMixtureBound } from '../../../src/judge/statistics/sequence/normal-mixture';
import { sameQuantileP } from '../../../src/judge/statistics/sequence/quantile-comparison';
import { quantileStitchingBound } from '../../../src/judge/statistics/sequence/quantile-stitching';
import { randomFrom } from '../random';

describe('the sequence of a share', () => {
  const plan = { alpha: 0.05, tuningN: 100 };

  test.each([
    [NaN, 10],
    [1, NaN],
    [-1, 10],
    [11, 10],
    [1, -2],
    [-2, -1],
    [0, 0],
    [3, Infinity],
    [Infinity, Infinity],
  ])('%d of %d says nothing', (successes, trials) => {
    expect(bernoulliSequence(successes, trials, plan)).toEqual([0, 1]);
  });

  // The first trial is won as often as lost by whom the mixture bets on: it moves no capital.
  test.each([
    [0, 1],
    [1, 1],
  ])('%d of %d rules nothing out', (successes, trials) => {
    expect(bernoulliSequence(successes, trials, plan)).toEqual([0, 1]);
  });

  test.each([0, 1, 5, 25, 49, 50])('%d of 50 is the mirror image of the others', (successes) => {
    const [lower, upper] = bernoulliSequence(successes, 50, plan);
    const [others, above] = bernoulliSequence(50 - successes, 50, plan);

    expect(lower).toBeCloseTo(1 - above, 12);
    expect(upper).toBeCloseTo(1 - others, 12);
    // A single success could be the first, which rules out nothing.
    expect(lower === 0).toBe(successes <= 1);
    expect(upper === 1).toBe(successes >= 49);
    expect(upper - lower).toBeLessThan(0.5);
  });
});

describe('the beta-binomial mixture', () => {
  const steps = (unit: number, sides: 1 | 2): Steps => ({
    g: 0.2 * unit,
    h: 0.7 * unit,
    tuning: { v: 10 * unit ** 2, alpha: 0.05 },
    sides,
  });

  test.each([1, 2] as const)('with %d sides does not depend on the unit', (sides) => {
    const capital = betaBinomialCapital(3, 12, steps(1, sides));

    expect(betaBinomialCapital(30, 1200, steps(10, sides))).toBeCloseTo(capital, 11);
    expect(betaBinomialCapital(0.3, 0.12, steps(0.1, sides))).toBeCloseTo(capital, 11);
    const bound = betaBinomialBound(12, 0.05, steps(1, sides));
    expect(betaBinomialBound(1200, 0.05, steps(10, sides)) / bound).toBeCloseTo(10, 11);
  });

  test.each([1, 2] as const)('with %d sides has the known capital at its bound', (sides) => {
    const bound = betaBinomialBound(12, 0.05, steps(1, sides));

    expect(betaBinomialCapital(bound, 12, steps(1, sides))).toBeCloseTo(Math.log(20), 10);
  });

  test('no sum is further than all steps upwards', () => {
    expect(betaBinomialBound(0.02, 0.05, steps(1, 2))).toBeCloseTo(0.1, 12);
  });
});

test('a mixture bound does not depend on the unit either', () => {
  for (const sides of [1, 2] as const) {
    const bound = (unit: number): number =>
      normalMixtureBound(5 * unit ** 2, 0.05, { tuning: { v: 8 * unit ** 2, alpha: 0.02 }, sides });
    expect(bound(10) / bound(1)).toBeCloseTo(10, 12);
  }
});

describe('the asymptotic sequence', () => {
  const arms = {
    stable: { n: 500, mean: 10, variance: 4 },
    candidate: { n: 400, mean: 10.5, variance: 9 },
  };
  const turned = { stable: arms.candidate, candidate: arms.stable };
  const plan = { alpha: 0.05, tuningN: 1000 };

  test('of one end leaves the other open, and gets closer for it', () => {
    const both = asymptoticSequence(arms, 'absolute', plan);
    const { estimate, error } = both;
    const lower = asymptoticSequence(arms, 'absolute', { ...plan, side: 'lower' });
    const upper = asymptoticSequence(arms, 'absolute', { ...plan, side: 'upper' });

    expect(lower).toEqual({ estimate, error, lower: lower.lower, upper: Infinity });
    expect(upper).toEqual({ estimate, error, lower: -Infinity, upper: upper.upper });
    expect(lower.lower).toBeGreaterThan(both.lower);
    expect(upper.upper).toBeLessThan(both.upper);
    expect(lower.lower + upper.upper).toBeCloseTo(both.lower + both.upper, 12);
  });

  test('turned round is its mirror image', () => {
    const { lower, upper } = asymptoticSequence(arms, 'absolute', plan);
    const mirror = asymptoticSequence(turned, 'absolute', plan);

    expect(mirror.lower).toBeCloseTo(-upper, 12);
    expect(mirror.upper).toBeCloseTo(-lower, 12);
  });

  test('without end where arms without end say nothing', () => {
    const wild = { ...arms, candidate: { n: 400, mean: 1, variance: Infinity } };
    const unbounded = { estimate: -9, error: Infinity, lower: -Infinity, upper: Infinity };
    expect(asymptoticSequence(wild, 'absolute', { ...plan, side: 'lower' })).toEqual(unbounded);
  });
});

describe('the same quantile of two samples', () => {
  const random = randomFrom(8);
  const low = Array.from({ length: 30 }, () => random.normal());
  const high = Array.from({ length: 40 }, () => 1 + random.normal());
  const few = Array.from({ length: 25 }, () => random.poisson(3));
  const many = Array.from({ length: 35 }, () => random.poisson(5));
  const pairs: [number[], number[]][] = [
    [low, high],
    [few, many],
    [
      [1, 2, 3, 4, 5, 6],
      [7, 8, 9, 10, 11, 12],
    ],
    [[3, 3, 3], [3]],
    [
      [-Infinity, 1, 2],
      [5, Infinity, Infinity, Infinity],
    ],
  ];

  /** The least capital over all values, whose counts are counted anew at each. */
  function byAllValues(x: readonly number[], y: readonly number[], p: number): number {
    const steps: Steps = {
      g: p,
      h: 1 - p,
      tuning: { v: 50 * p * (1 - p), alpha: 0.05 },
      sides: 2,
    };
    const against = (values: readonly number[], at: number): number => {
      const n = values.length;
      const least = values.filter((value) => value < at).length;
      const most = values.filter((value) => value <= at).length;
      const nearest = ascending([least, n * p, most])[1]!;
      return betaBinomialCapital(nearest - n * p, p * (1 - p) * n, steps);
    };
    const capitals = [...x, ...y].map((at) => against(x, at) + against(y, at));
    return Math.min(1, Math.exp(-Math.min(...capitals)));
  }

  test.each([0.1, 0.5, 0.9, 0.97])('is asked for at all values: %d', (p) => {
    for (const [x, y] of pairs) {
      const expected = byAllValues(x, y, p);
      expect(sameQuantileP(x, y, { p, tuningN: 50 })).toBeCloseTo(expected, 12);
      expect(sameQuantileP(y, x, { p, tuningN: 50 })).toBeCloseTo(expected, 12);
    }
  });

  test('looks the same from above', () => {
    const turn = (values: readonly number[]) => values.map((value) => -value);
    const p = sameQuantileP(low, high, { p: 0.75, tuningN: 50 });
    expect(p).toBeLessThan(0.5);
    expect(sameQuantileP(turn(low), turn(high), { p: 0.25, tuningN: 50 })).toBeCloseTo(p, 12);
  });

  test.each<[x: number[], y: number[], p: number]>([
    [[], [], 0.5],
    [[], low, 0.5],
    [low, [], 0.5],
    [[...low, NaN], high, 0.5],
    [low, [NaN], 0.5],
    [low, high, 0],
    [low, high, 1],
    [low, high, -0.5],
    [low, high, 1.5],
    [low, high, NaN],
  ])('of %p and %p at %d is not denied', (x, y, p) => {
    expect(sameQuantileP(x, y, { p, tuningN: 50 })).toBe(1);
  });
});

test('the stitched bound on counts of a quantile grows with time, and is one until it is tuned to be tightest', () => {
  const plan = { alpha: 0.05, tuningT: 100 };
  const early = quantileStitchingBound(0.5, 1, plan);
  expect(quantileStitchingBound(0.5, 100, plan)).toBe(early);
  expect(quantileStitchingBound(0.5, 101, plan)).toBeGreaterThan(early);
});
