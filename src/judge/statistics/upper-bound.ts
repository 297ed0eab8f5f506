import type { Count } from '../observation';
import { inverseUpperBeta } from './beta-quantile';

/** Chance of passing a candidate beyond the pass limit, over all looks at one gate. */
export const passError = 0.05;

/**
 * One-sided exact (Clopper-Pearson) upper bound of x / n at confidence 1 - error; 1 without requests and for what
 * is no count: it proves nothing. `dispersion` above 1 says how many requests share one fate: that many fewer count.
 */
export function upperBound({ x, n }: Count, error: number, dispersion = 1): number {
  const fate = Math.max(1, dispersion);
  if (!(x >= 0 && x < n && n < Infinity && error > 0 && fate < Infinity)) return 1;
  if (error >= 1) return 0;
  return inverseUpperBeta(error, x / fate + 1, (n - x) / fate);
}

/** The part of the pass error that one look may spend: halved at each, so that all looks together keep it. */
export function spentAt(look: number): number {
  return halvedAt(passError, look);
}

/** What one look may spend of an error that all looks together keep; looks are counted from 1. */
export function halvedAt(error: number, look: number): number {
  return error / 2 ** Math.max(1, look);
}
