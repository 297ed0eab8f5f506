import { binomialTails } from '../../../src/judge/statistics/binomial';
import { rankShift } from '../../../src/judge/statistics/mann-whitney';
import { stabilityIndex } from '../../../src/judge/statistics/population-stability';
import { quantileRanks } from '../../../src/judge/statistics/quantile-ranks';
import { signedRankShift } from '../../../src/judge/statistics/signed-rank';
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
