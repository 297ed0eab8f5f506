export interface Ranks {
  /** Of each value in its place; ties share the mean of their ranks. */
  readonly ranks: readonly number[];
  /** Sum of t³ - t over groups of t tied values: what ties take off the variance of rank sums. */
  readonly ties: number;
}

/** Ranks from 1 in ascending order. */
export function ranksOf(values: readonly number[]): Ranks {
  const order = values.map((value, index) => ({ value, index }));
  order.sort((one, other) => one.value - other.value);
  const ranks = new Array<number>(values.length).fill(0);
  let ties = 0;
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && order[end]!.value === order[start]!.value) end += 1;
    for (const { index } of order.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
    const tied = end - start;
    ties += tied ** 3 - tied;
    start = end;
  }
  return { ranks, ties };
}
