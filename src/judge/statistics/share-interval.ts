import type { Count } from '../observation';
import { inverseIncompleteBeta } from './beta-quantile';
import { upperBound } from './upper-bound';

/**
 * One-sided exact (Clopper-Pearson) lower bound of x / n at confidence 1 - error; 0 without requests and for what
 * is no count. `dispersion` as in `upperBound`.
 */
export function lowerBound({ x, n }: Count, error: number, dispersion = 1): number {
  const fate = Math.max(1, dispersion);
  if (!(x > 0 && x <= n && n < Infinity && error > 0 && fate < Infinity)) return 0;
  if (error >= 1) return 1;
  return inverseIncompleteBeta(error, x / fate, (n - x) / fate + 1);
}

/** Two-sided exact interval of x / n at confidence 1 - error, half of it at each end. */
export function shareInterval(
  count: Count,
  error: number,
  dispersion = 1,
): readonly [lower: number, upper: number] {
  return [lowerBound(count, error / 2, dispersion), upperBound(count, error / 2, dispersion)];
}
