import { binomialTails } from './binomial';
import { firstWhere } from './first-where';

/** Ranks, counted from 1, of the order statistics between which a quantile lies. */
export interface QuantileRanks {
  /** Absent where even the smallest value may be above the quantile. */
  readonly lower?: number;
  /** Absent where even the largest value may be below the quantile. */
  readonly upper?: number;
}

/**
 * Exact interval of the q-quantile of n independent values, each end wrong with chance at most error / 2
 * (David and Nagaraja, Order Statistics, chapter 7); no ends for n, q or error out of their domain.
 */
export function quantileRanks(n: number, q: number, error: number): QuantileRanks {
  if (!(n <= Number.MAX_SAFE_INTEGER && q > 0 && q < 1 && error > 0 && error < 2)) return {};
  const whole = Math.floor(n);
  const log = Math.log(error / 2);
  const lower = firstWhere(0, whole, (k) => binomialTails(k, whole, q).logLower >= log);
  const upper = 1 + firstWhere(0, whole, (k) => binomialTails(k, whole, q).logUpper <= log);
  return { ...(lower >= 1 && { lower }), ...(upper <= whole && { upper }) };
}
