import { binomialTails } from '../../../src/judge/statistics/binomial';
import {
  kolmogorovSmirnov,
  kolmogorovUpperTail,
} from '../../../src/judge/statistics/kolmogorov-smirnov';
import { rankShift } from '../../../src/judge/statistics/mann-whitney';
import { nthSum, nthWalshAverage } from '../../../src/judge/statistics/nth-sum';
import { stabilityIndex } from '../../../src/judge/statistics/population-stability';
import { quantileRanks } from '../../../src/judge/statistics/quantile-ranks';
import { signedRankShift } from '../../../src/judge/statistics/signed-rank';
import { wasserstein } from '../../../src/judge/statistics/wasserstein';
import { randomFrom } from '../random';

// Ranks by SciPy: binom.ppf(error / 2, n, q) and binom.isf(error / 2, n, q) + 1.
test.each([
  [10_000, 0.99, 0.05, 9880, 9920],
  [1000, 0.99, 0.05, 983, 997],
  [100, 0.99, 0.05, 97, undefined],
  [1e6, 0.9, 1e-4, 898_831, 901_166],
  [1e12, 0.5, 1e-12, 499_996_434_747, 500_003_565_254],
])('the quantile of %d values at %d lies between the known ranks', (n, q, error, lower, upper) => {
  const ranks = quantileRanks(n, q, error);

  expect(ranks).toEqual({ lower, ...(upper !== undefined && { upper }) });
  // Each rank is the tightest one that keeps its half of the error.
  const wrongBelow = (rank: number): number => binomialTails(rank - 1, n, q).lower;
  expect(wrongBelow(ranks.lower!)).toBeLessThanOrEqual(error / 2);
  expect(wrongBelow(ranks.lower! + 1)).toBeGreaterThan(error / 2);
  if (ranks.upper === undefined) return;
  const wrongAbove = (rank: number): number => binomialTails(rank - 1, n, q).upper;
  expect(wrongAbove(ranks.upper)).toBeLessThanOrEqual(error / 2);
  expect(wrongAbove(ranks.upper - 1)).toBeGreaterThan(error / 2);
});

test('the ends of a shift are differences that occur, and leave it out as rarely as promised', () => {
  const random = randomFrom(11);
  const draw = (n: number, shift: number) =>
    Array.from({ length: n }, () => Math.exp(random.normal()) + shift);
  let [two, paired] = [0, 0];
  const rounds = 400;
  for (let round = 0; round < rounds; round += 1) {
    const between = rankShift(draw(15, 2), draw(12, 0), 0.1);
    if (between.lower > 2 || between.upper < 2) two += 1;
    const [x, y] = [draw(20, 2), draw(20, 0)];
    const within = signedRankShift(
      x.map((value, index) => value - y[index]!),
      0.1,
    );
    if (within.lower > 2 || within.upper < 2) paired += 1;
  }

  // 10 % with four standard errors.
  expect(two / rounds).toBeLessThan(0.16);
  expect(paired / rounds).toBeLessThan(0.16);
  expect(Math.min(two, paired) / rounds).toBeGreaterThan(0.04);
});

test('too few values have no interval', () => {
  expect(rankShift([1, 2], [3, 4], 0.05)).toMatchObject({ lower: -Infinity, upper: Infinity });
  expect(signedRankShift([1, 2, 3], 0.05)).toMatchObject({ lower: -Infinity, upper: Infinity });
  expect(signedRankShift([1, 2, 3, 4, 5, 6], 0.05)).toMatchObject({ lower: 1, upper: 6 });
});

test('a hundred rows a side do not drift by chance alone', () => {
  const random = randomFrom(3);
  const rows = () => {
    const cells = new Array<number>(10).fill(0);
    for (let row = 0; row < 100; row += 1) cells[Math.floor(10 * random.uniform())]! += 1;
    return cells;
  };
  const drifting = Array.from({ length: 500 }, () => stabilityIndex(rows(), rows()).excess);

  expect(drifting.filter((index) => index > 0.1).length).toBeLessThan(5);
});

const nothing = { p: 1, shift: NaN, lower: -Infinity, upper: Infinity };

test('an interval that is always wrong is the median alone, and beyond that there is none', () => {
  expect(rankShift([1, 2, 3], [0], 1)).toMatchObject({ shift: 2, lower: 2, upper: 2 });
  expect(rankShift([1, 2, 3], [0], 1.99)).toMatchObject({ lower: -Infinity, upper: Infinity });
  expect(signedRankShift([1, 3], 0.99)).toMatchObject({ shift: 2, lower: 1, upper: 3 });
  expect(signedRankShift([1, 3], 2)).toMatchObject({ lower: -Infinity, upper: Infinity });
});

test('samples that are all of one value do not differ', () => {
  expect(rankShift([5, 5, 5], [5, 5], 0.9)).toMatchObject({ p: 1, shift: 0 });
  expect(signedRankShift([0, 0, 0, 0, 0, 0], 0.05)).toEqual({ p: 1, shift: 0, lower: 0, upper: 0 });
});

test('the sign of a difference of nothing is none', () => {
  expect(nthSum([-1, 0], [0, 1], 2)).toBe(0);
  expect(nthWalshAverage([-3, 3], 2)).toBe(0);
});

test.each([[[]], [[1, Infinity]], [[NaN, 1]]])('differences of %p say nothing', (differences) => {
  expect(signedRankShift(differences, 0.05)).toEqual(nothing);
});

test('five differences are just enough for a confidence of 15/16', () => {
  // Each end is left out by one of 32 ways to toss five coins.
  const values = [1, 2, 4, 8, 16];
  expect(signedRankShift(values, 1 / 16)).toEqual({ p: 1 / 16, shift: 5, lower: 1, upper: 16 });
  expect(signedRankShift(values, 1 / 16 - 1e-9)).toMatchObject({ lower: -Infinity });
  // Two more ways leave out the next averages: 1.5 and 12.
  expect(signedRankShift(values, 2 / 16)).toMatchObject({ lower: 1.5, upper: 12 });
});

// Ranks of two-sided 95 %: from the table of exact sums up to 50 (434 for it, of which the next is the end), then
// n(n+1)/4 - 1.96 sqrt(n(n+1)(2n+1)/24) with its half for continuity: 453.4 and 8443.2 are the last left out.
test.each([
  [50, 435],
  [51, 454],
  [200, 8444],
])(
  'of %d differences the interval ends at the Walsh averages of rank %d from the ends',
  (n, rank) => {
    const values = Array.from({ length: n }, (_, index) => (index + 1) ** 3);
    const averages = values
      .flatMap((value, index) => values.slice(index).map((other) => (value + other) / 2))
      .sort((one, other) => one - other);

    const { lower, upper } = signedRankShift(values, 0.05);
    expect({ lower, upper }).toEqual({ lower: averages.at(rank - 1), upper: averages.at(-rank) });
  },
);

test('up to fifty differences the chance of their signs is exact', () => {
  const rising = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

  expect(signedRankShift(rising(50), 0.05).p).toBe(2 ** -49);
  expect(signedRankShift(rising(51), 0.05).p).toBeGreaterThan(1e-10);
});

test("Kolmogorov's distance and its limiting chance by hand", () => {
  // sqrt(18/9) = sqrt 2: 2 exp(-2 · 2 k²) with turning signs.
  const far = 2 * (Math.exp(-4) - Math.exp(-16) + Math.exp(-36));
  const { distance, p } = kolmogorovSmirnov([3, 1, 2], [9, 8, 7, 6, 5, 4]);
  expect(distance).toBe(1);
  expect(p).toBeCloseTo(far, 14);
  // SciPy's kolmogorov(0.5), of two and two values half apart.
  const near = kolmogorovSmirnov([1, 9], [5, 9]);
  expect(near.distance).toBe(0.5);
  expect(near.p).toBeCloseTo(0.9639452436648751, 14);
  expect(kolmogorovSmirnov([1, 2], [2, 1])).toEqual({ distance: 0, p: 1 });
  expect(kolmogorovSmirnov([Infinity], [1]).distance).toBe(1);
});

test.each([
  [0, 1],
  [-1, 1],
  [NaN, NaN],
  [Infinity, 0],
])("Kolmogorov's limiting chance above %d is %d", (value, expected) => {
  expect(kolmogorovUpperTail(value)).toBe(expected);
});

test.each([
  [[], [1]],
  [[1], []],
  [[], []],
  [[1, NaN], [1]],
  [[1], [NaN, 1]],
])('samples %p and %p have no distance', (x, y) => {
  expect(kolmogorovSmirnov(x, y)).toEqual({ distance: NaN, p: NaN });
  expect(wasserstein(x, y)).toBeNaN();
});

test("Wasserstein's distance is the work of carrying one sample to the other", () => {
  expect(wasserstein([0, 1, 3], [5, 6, 8])).toBe(5);
  expect(wasserstein([5, 6, 8], [0, 1, 3])).toBe(5);
  // Half of the mass goes 4 far.
  expect(wasserstein([0, 4], [0])).toBe(2);
  expect(wasserstein([2, 1, 2], [2, 2, 1])).toBe(0);
  expect(wasserstein([1, Infinity], [1])).toBeNaN();
  expect(wasserstein([-Infinity], [1])).toBeNaN();
});
