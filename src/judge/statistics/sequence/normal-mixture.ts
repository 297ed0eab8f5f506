import { normalCdf } from '../normal';
import { crossing } from './crossing';

/** At which intrinsic time (accumulated variance) a bound is tightest, for which alpha. */
export interface Tuning {
  readonly v: number;
  readonly alpha: number;
}

/**
 * The mixture's precision that makes its bound tightest at that time (Howard, Ramdas, McAuliffe and Sekhon 2021,
 * section 3.5).
 */
export function mixturePrecision({ v, alpha }: Tuning, sides: 1 | 2): number {
  const odds = -2 * Math.log(sides === 2 ? alpha : 2 * alpha);
  return v / (odds + Math.log1p(odds));
}

/**
 * Bound that a sub-Gaussian sum with accumulated variance `v` ever crosses with chance at most alpha: the normal
 * mixture, two-sided (their proposition 5, closed form) or one-sided (proposition 6).
 */
export function normalMixtureBound(
  v: number,
  alpha: number,
  { tuning, sides }: { readonly tuning: Tuning; readonly sides: 1 | 2 },
): number {
  const rho = mixturePrecision(tuning, sides);
  const scale = v + rho;
  const odds = -2 * Math.log(alpha);
  if (sides === 2) return Math.sqrt(scale * (Math.log1p(v / rho) + odds));
  const capital = (s: number): number =>
    0.5 * Math.log((4 * rho) / scale) +
    (s * s) / (2 * scale) +
    Math.log(normalCdf(s / Math.sqrt(scale)));
  // Two-sided at the same alpha is never tighter.
  return crossing(capital, odds / 2, 0, Math.sqrt(scale * (Math.log1p(v / rho) + odds)));
}
