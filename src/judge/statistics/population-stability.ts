import { chiSquareUpperQuantile } from './chi-square';

/** An empty cell counts as half a row, so that one new category does not make the index infinite. */
const emptyCell = 0.5;

/**
 * Population stability index of counts by the same cells: the sum of (p - q) log(p / q). NaN where one side has no
 * counts, or an entry is none.
 */
export function populationStability(
  actual: readonly number[],
  expected: readonly number[],
): number {
  const [p, q] = [sharesOf(actual), sharesOf(expected)];
  if (actual.length !== expected.length) return NaN;
  return p.reduce(
    (sum, share, index) => sum + (share - q[index]!) * Math.log(share / q[index]!),
    0,
  );
}

/**
 * The index without what chance alone stays under 99 times of 100: two samples of one source have an index of about
 * chi-square (1/n + 1/m), so that 100 rows a side "drift" 4 times of 5 (Yurdakul and Naranjo 2020). May be negative.
 */
export function populationStabilityBeyondChance(
  actual: readonly number[],
  expected: readonly number[],
): number {
  const [n, m] = [totalOf(actual), totalOf(expected)];
  const cells = actual.filter((count, index) => count > 0 || (expected[index] ?? 0) > 0).length;
  if (cells < 2) return populationStability(actual, expected);
  const chance = chiSquareUpperQuantile(0.01, cells - 1) * (1 / n + 1 / m);
  return populationStability(actual, expected) - chance;
}

function sharesOf(counts: readonly number[]): readonly number[] {
  const total = totalOf(counts);
  return counts.map((count) => {
    if (!(total > 0 && count >= 0 && total < Infinity)) return NaN;
    return (count > 0 ? count : emptyCell) / total;
  });
}

function totalOf(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
