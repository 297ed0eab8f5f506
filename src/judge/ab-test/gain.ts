import { meanEffect } from '../statistics/mean-effect';
import { asymptoticSequence } from '../statistics/sequence/asymptotic';
import type { AbTestGate } from './ab-test-gate';
import { testError } from './ab-test-plan';
import { armMoments, conversions, type AbTotals } from './arm-sums';

/** How much better the candidate is than the stable, as a part of the stable's value: more is better. */
export interface Gain {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

const unknown: Gain = { estimate: NaN, lower: -Infinity, upper: Infinity };

/** The gain with its 95 % confidence sequence; unbounded ends where the arms do not say how much units vary. */
export function gainOf(gate: AbTestGate, totals: AbTotals): Gain {
  const [candidate, stable] = [armMoments(totals.candidate), armMoments(totals.stable)];
  const rare = conversions(totals.candidate) < gate.minimum.conversions;
  // The few conversions of a broken candidate say too little of how they vary: then it is taken to vary as the stable
  // does, which only widens the interval.
  const variance = Math.max(candidate.variance, stable.variance);
  const varying = rare ? { n: candidate.n, mean: stable.mean, variance } : candidate;
  if (!(varying.variance > 0 && stable.variance > 0)) return unknown;
  const around = asymptoticSequence({ stable, candidate: varying }, 'relative', {
    alpha: testError,
    tuningN: gate.plannedUnits,
  });
  const { estimate } = meanEffect(stable, candidate, 'relative');
  const [lower, upper] = [around.lower, around.upper].map(
    (end) => estimate + end - around.estimate,
  );
  if (![estimate, lower, upper].every(Number.isFinite)) return unknown;
  return gate.better === 'higher'
    ? { estimate, lower: lower!, upper: upper! }
    : { estimate: 0 - estimate, lower: 0 - upper!, upper: 0 - lower! };
}

export const isKnown = ({ estimate }: Gain): boolean => Number.isFinite(estimate);
