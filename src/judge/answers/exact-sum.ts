import { count, type Counts } from './counts';

/**
 * The exact sum of doubles: whole numbers of units of 2^(24 k), by k. Doubles themselves add up to something
 * else in another order; these do not. Exact for half a billion values.
 */
export type ExactSum = Counts;

const bits = 24;
// Beyond these a unit would leave the range of doubles; nothing measured is that small or that large.
const smallest = 2 ** -900;
export const largest = 2 ** 900;

/** Adds one value; what is not a number within ±2^900 is left out. */
export function addTo(sum: ExactSum, value: number): void {
  if (!(Math.abs(value) >= smallest && Math.abs(value) <= largest)) return;
  let rest = value;
  for (let k = Math.floor(Math.log2(Math.abs(value)) / bits); rest !== 0; k -= 1) {
    const unit = 2 ** (bits * k);
    const whole = Math.trunc(rest / unit);
    rest -= whole * unit;
    if (whole !== 0) count(sum, String(k), whole);
  }
}

/** The sum as a double. */
export function sumOf(sum: Readonly<ExactSum>): number {
  const units = Object.entries(sum).map(([k, whole]) => [Number(k), whole] as const);
  return units
    .sort(([a], [b]) => b - a)
    .reduce((sofar, [k, whole]) => sofar + whole * 2 ** (bits * k), 0);
}

/** Mean and standard deviation from n, the sum and the sum of squares; the deviation is 0 below two values. */
export function momentsOf(
  n: number,
  sum: Readonly<ExactSum>,
  squares: Readonly<ExactSum>,
): { readonly mean: number; readonly sd: number } {
  const mean = n > 0 ? sumOf(sum) / n : 0;
  const variance = n > 1 ? (sumOf(squares) - n * mean * mean) / (n - 1) : 0;
  return { mean, sd: Math.sqrt(Math.max(0, variance)) };
}
