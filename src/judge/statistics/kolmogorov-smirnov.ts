import { ascending } from './mann-whitney';

export interface KolmogorovSmirnov {
  /** Largest distance between the two empirical distribution functions. */
  readonly distance: number;
  /** By the limiting distribution, which overstates p for small samples; for reports, never for a gate. */
  readonly p: number;
}

/** Two-sample Kolmogorov-Smirnov distance with its p-value; NaN for an empty sample or what is no number. */
export function kolmogorovSmirnov(x: readonly number[], y: readonly number[]): KolmogorovSmirnov {
  if (x.length === 0 || y.length === 0 || [...x, ...y].some(Number.isNaN))
    return { distance: NaN, p: NaN };
  const [xs, ys] = [ascending(x), ascending(y)];
  let [i, j, distance] = [0, 0, 0];
  while (i < xs.length && j < ys.length) {
    const at = Math.min(xs[i]!, ys[j]!);
    while (xs[i] === at) i += 1;
    while (ys[j] === at) j += 1;
    distance = Math.max(distance, Math.abs(i / xs.length - j / ys.length));
  }
  const effective = 1 / (1 / xs.length + 1 / ys.length);
  return { distance, p: kolmogorovUpperTail(Math.sqrt(effective) * distance) };
}

/** Chance that Kolmogorov's limiting statistic is above `value` (Kolmogorov 1933; theta-transformed where small). */
export function kolmogorovUpperTail(value: number): number {
  if (!(value > 0)) return Number.isNaN(value) ? NaN : 1;
  let sum = 0;
  if (value < 1) {
    for (let k = 1; k <= 9; k += 2) sum += Math.exp(-((k * Math.PI) ** 2) / (8 * value * value));
    return 1 - (Math.sqrt(2 * Math.PI) / value) * sum;
  }
  for (let k = 1; k <= 9; k += 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * value) ** 2);
  return sum;
}
