import type { Assessment, Rules } from './assessment';
import type { Count } from './observation';
import type { QuantileInterval } from './quantile-interval';
import { shareInterval } from './statistics/share-interval';
import { spentAt } from './statistics/upper-bound';
import type { Look } from './verdict';

/** Chance that an interval shown to people misses the true share. */
const intervalError = 0.05;

/** What a verdict stands on, besides its counts; odds are the largest reached, each to 1. */
export interface VerdictNumbers {
  /** Against a candidate within the limit. */
  readonly odds: number;
  /** Of which a failure needs this much: 1 / alpha. */
  readonly oddsNeeded: number;
  readonly alpha: number;
  /** Against a stable within the limit. */
  readonly stableOdds: number;
  /** Against "the candidate has its share of the bad requests". */
  readonly relativeOdds: number;
  /** Exact upper bound of the candidate's share of bad requests; a pass needs it at or under `upperNeeded`. */
  readonly upper: number;
  readonly upperNeeded: number;
  /** Chance that the bound is wrong at this look. */
  readonly upperError: number;
  /** Exact two-sided 95 % intervals of the shares of bad requests. */
  readonly interval: readonly [number, number];
  readonly stableInterval: readonly [number, number];
  /** Of a latency: what the shown value lies between with 95 % confidence, microseconds; it decides nothing. */
  readonly candidateBetween?: QuantileInterval;
  /** How many requests share one fate, from the stable's periods. */
  readonly dispersion: number;
  /** Observed share of the expected periods. */
  readonly coverage: number;
  /** Start of the period at which harm was proven. */
  readonly decidedAt?: string;
}

/** The numbers of an assessment, for people and for the record. */
export function numbersOf(assessment: Assessment, rules: Rules, look: Look): VerdictNumbers {
  const { evidence, candidate, stable, dispersion, coverage } = assessment;
  return {
    odds: evidence.odds,
    oddsNeeded: evidence.oddsNeeded,
    alpha: rules.question.alpha,
    stableOdds: evidence.stableOdds,
    relativeOdds: evidence.relativeOdds,
    upper: candidate.upper,
    upperNeeded: rules.passLimit,
    upperError: spentAt(look.look ?? 1),
    interval: intervalOf(candidate),
    stableInterval: intervalOf(stable),
    dispersion,
    coverage,
    ...(evidence.at !== undefined && { decidedAt: evidence.at }),
  };
}

function intervalOf(count: Count): readonly [number, number] {
  return shareInterval(count, intervalError);
}
