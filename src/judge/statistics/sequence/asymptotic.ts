import { meanEffect, type Difference, type Effect, type Moments } from '../mean-effect';

export interface SequenceInterval extends Effect {
  readonly lower: number;
  readonly upper: number;
}

/** Where the sequence is meant to be tightest, and how sure it is. */
export interface SequencePlan {
  /** Chance that the interval ever leaves out the truth, however often one looks. */
  readonly alpha: number;
  /** Values of both arms together at which it is tightest: the planned size of the test. */
  readonly tuningN: number;
  /** Which end is asked for; the other is then infinite. */
  readonly side?: 'both' | 'lower' | 'upper';
}

/**
 * Asymptotic confidence sequence of a difference of means (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024,
 * theorem 2.2; one-sided its half-normal form): may be looked at after every value, from a few hundred on. Unbounded where the
 * arms say nothing.
 */
export function asymptoticSequence(
  { stable, candidate }: { readonly stable: Moments; readonly candidate: Moments },
  difference: Difference,
  { alpha, tuningN, side = 'both' }: SequencePlan,
): SequenceInterval {
  const effect = meanEffect(stable, candidate, difference);
  const n = stable.n + candidate.n;
  // One-sided at alpha is tuned as two-sided at twice that: alike at the planned size.
  const tuned = side === 'both' ? alpha : 2 * alpha;
  const spread = n * tuning(tuned, tuningN);
  const odds =
    side === 'both'
      ? Math.log1p(spread) - 2 * Math.log(alpha)
      : 2 * Math.log1p(Math.sqrt(1 + spread) / (2 * alpha));
  const half = effect.error * Math.sqrt((1 + 1 / spread) * odds);
  if (!(half < Infinity)) return { ...effect, lower: -Infinity, upper: Infinity };
  return {
    ...effect,
    lower: side === 'upper' ? -Infinity : effect.estimate - half,
    upper: side === 'lower' ? Infinity : effect.estimate + half,
  };
}

/** The square of the paper's rho that is tightest at n. */
function tuning(alpha: number, n: number): number {
  const odds = -2 * Math.log(alpha);
  return (odds + Math.log1p(odds)) / n;
}
