import { sum } from './counting';

const tenths = 10;

/**
 * Counts of two sides over the same cells, in rising order, added up to at most ten cells that hold about as many of
 * both together; fewer where one cell holds much.
 */
export function tenthsOf(
  one: readonly number[],
  other: readonly number[],
): readonly [one: number[], other: number[]] {
  const all = sum(one) + sum(other);
  const rows: [number, number][] = [];
  let [seen, tenth] = [0, -1];
  for (const [cell, a] of one.entries()) {
    const b = other[cell]!;
    // By the middle of the cell: the same from both ends.
    const own = Math.min(tenths - 1, Math.floor((tenths * (seen + (a + b) / 2)) / all));
    if (own > tenth) rows.push([0, 0]);
    tenth = own;
    const row = rows.at(-1)!;
    row[0] += a;
    row[1] += b;
    seen += a + b;
  }
  return [rows.map(([a]) => a), rows.map(([, b]) => b)];
}
