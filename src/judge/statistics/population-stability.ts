import { chiSquareUpperQuantile } from './chi-square';
import { totalOf } from './counting';

export interface StabilityIndex {
  /** Sum of (p - q) log(p / q) over the cells; NaN without counts on both sides. */
  readonly psi: number;
  /** What of it chance does not explain 99 times of 100; never below 0. */
  readonly excess: number;
}

/** An empty cell counts as half a row, so that one new category does not make the index infinite. */
const emptyCell = 0.5;

/**
 * Population stability index of two lists of counts over the same cells. Two samples of one source have an index of
 * about chi-square (1/n + 1/m), so that with 100 rows a side four of five "drift" beyond 0.1 (Yurdakul and Naranjo
 * 2020): judge by the excess. NaN where an entry is no count.
 */
export function stabilityIndex(a: readonly number[], b: readonly number[]): StabilityIndex {
  const [n, m] = [totalOf(a), totalOf(b)];
  if (!(n > 0 && m > 0 && a.length === b.length)) return { psi: NaN, excess: NaN };
  let [psi, cells] = [0, 0];
  for (const [cell, count] of a.entries()) {
    const other = b[cell]!;
    if (count === 0 && other === 0) continue;
    const [p, q] = [(count || emptyCell) / n, (other || emptyCell) / m];
    psi += (p - q) * Math.log(p / q);
    cells += 1;
  }
  const chance = cells > 1 ? chiSquareUpperQuantile(0.01, cells - 1) * (1 / n + 1 / m) : 0;
  return { psi, excess: Math.max(0, psi - chance) };
}
