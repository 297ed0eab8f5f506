import { betaTails } from '../../src/judge/statistics/beta';
import { inverseUpperBeta } from '../../src/judge/statistics/beta-quantile';
import { meanEffect, type Difference, type Moments } from '../../src/judge/statistics/mean-effect';

export interface WelchResult {
  readonly estimate: number;
  readonly error: number;
  readonly lower: number;
  readonly upper: number;
  /** Two-sided. */
  readonly p: number;
}

/** Welch's test of a difference of two means, for one look only; relative ones by the delta method. */
export function welch(
  stable: Moments,
  candidate: Moments,
  { difference, alpha }: { readonly difference: Difference; readonly alpha: number },
): WelchResult {
  const { estimate, error } = meanEffect(stable, candidate, difference);
  const degrees = degreesOf(stable, candidate);
  const t = estimate / error;
  const p = betaTails(degrees / (degrees + t * t), degrees / 2, 0.5).lower;
  const half = error * studentQuantile(alpha, degrees);
  return { estimate, error, lower: estimate - half, upper: estimate + half, p };
}

/** Welch and Satterthwaite's. */
function degreesOf(a: Moments, b: Moments): number {
  const [own, other] = [a.variance / a.n, b.variance / b.n];
  return (own + other) ** 2 / (own ** 2 / (a.n - 1) + other ** 2 / (b.n - 1));
}

/** The t that is exceeded in size with chance alpha. */
function studentQuantile(alpha: number, degrees: number): number {
  const share = inverseUpperBeta(alpha, 0.5, degrees / 2);
  return Math.sqrt((degrees * share) / (1 - share));
}
