import { ascending } from './mann-whitney';

/** First Wasserstein distance: the area between two empirical distribution functions, in the values' unit; NaN for an empty sample or what is not finite. */
export function wasserstein(x: readonly number[], y: readonly number[]): number {
  if (x.length * y.length === 0 || ![...x, ...y].every(Number.isFinite)) return NaN;
  const [xs, ys] = [ascending(x), ascending(y)];
  const at = ascending([...xs, ...ys]);
  let [i, j, area] = [0, 0, 0];
  for (const [index, value] of at.entries()) {
    // Nothing beyond an end is `<=` a number.
    while (xs[i]! <= value) i += 1;
    while (ys[j]! <= value) j += 1;
    const width = (at[index + 1] ?? value) - value;
    area += Math.abs(i / xs.length - j / ys.length) * width;
  }
  return area;
}
