import type { Moments } from '../statistics/mean-effect';
import { normalQuantile } from '../statistics/normal';
import { asymptoticSequence } from '../statistics/sequence/asymptotic';

/** Chance that the interval of a test ever leaves out the truth, both sides together. */
export const testError = 0.05;

export interface AbTestQuestion {
  /** Of one unit of the stable, from the past. */
  readonly stable: { readonly mean: number; readonly variance: number };
  /** A rate's variance follows its mean; a mean's is taken to stay. */
  readonly measure: 'rate' | 'mean';
  /** Relative difference that the test shall find. */
  readonly effect: number;
  /** How surely, by the planned end; looks before it may find it earlier. */
  readonly power: number;
  readonly plannedShare: number;
  readonly unitsPerDay: number;
  readonly maxDays: number;
}

export interface AbTestPlan {
  /** Of both arms. */
  readonly units: number;
  /** Whole weeks. */
  readonly days: number;
  /** False where that is longer than the test may take. */
  readonly feasible: boolean;
  /** Smallest relative effect that is found as surely in the whole weeks of `maxDays`. */
  readonly smallestEffect: number;
}

/** How long a test must be to find an effect; undefined where the question has no answer (no traffic, no effect, a mean that is not positive). */
export function planAbTest(question: AbTestQuestion): AbTestPlan | undefined {
  const { stable, measure, effect, power, plannedShare, unitsPerDay, maxDays } = question;
  const sound =
    stable.mean > 0 &&
    stable.mean < Infinity &&
    stable.variance > 0 &&
    stable.variance < Infinity &&
    (measure === 'mean' || stable.mean * (1 + effect) < 1) &&
    effect > 0 &&
    effect < Infinity &&
    power > 0 &&
    power < 1 &&
    plannedShare > 0 &&
    plannedShare < 1 &&
    unitsPerDay > 0 &&
    maxDays > 0;
  if (!sound) return undefined;
  const reach = intervalInErrors() + normalQuantile(power);
  const unitsFor = (size: number): number =>
    Math.ceil((reach / size) ** 2 * varianceOf(question, size));
  const units = unitsFor(effect);
  const weeks = Math.max(1, Math.ceil(units / unitsPerDay / 7));
  const most = Math.floor(maxDays / 7) * 7 * unitsPerDay;
  return {
    units,
    days: 7 * weeks,
    feasible: 7 * weeks <= maxDays,
    smallestEffect: smallest(question, (size) => unitsFor(size) <= most),
  };
}

/** How many standard errors each side of the interval has at the planned size. */
function intervalInErrors(): number {
  const arm: Moments = { n: 500, mean: 1, variance: 1 };
  const { estimate, upper, error } = asymptoticSequence(
    { stable: arm, candidate: arm },
    'absolute',
    {
      alpha: testError,
      tuningN: 1000,
    },
  );
  return (upper - estimate) / error;
}

/** Variance of the relative difference, for one unit in all (delta method). */
function varianceOf({ stable, measure, plannedShare }: AbTestQuestion, effect: number): number {
  const { mean, variance } = stable;
  const lifted = mean * (1 + effect);
  const own = measure === 'rate' ? lifted * (1 - lifted) : variance;
  const ratio = 1 + effect;
  return (own / plannedShare + (variance * ratio * ratio) / (1 - plannedShare)) / (mean * mean);
}

/** By halving: a larger effect needs fewer units. Infinity where none is found. */
function smallest({ stable, measure }: AbTestQuestion, found: (effect: number) => boolean): number {
  const largest = measure === 'rate' ? 1 / stable.mean - 1 : 1e6;
  let [low, high] = [0, largest * (1 - 1e-9)];
  if (!found(high)) return Infinity;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (found(middle)) high = middle;
    else low = middle;
  }
  return high;
}
