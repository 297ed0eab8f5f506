import { dispersion } from './statistics/dispersion';
import { weigh, type Evidence, type Question } from './evidence';
import type { Minimum } from './gate';
import type { Count, Observations } from './observation';
import { spentAt, upperBound } from './statistics/upper-bound';
import type { ArmCount, FailReason, Look, MetricReason, Verdict } from './verdict';

/** Share of the expected periods that must have been observed for a pass. */
export const coverageNeeded = 0.9;

/** One gate's rules in the one currency of the judge: x bad out of n requests. */
export interface Rules {
  readonly question: Question;
  readonly failReason: FailReason;
  /** Largest share of bad requests a pass may have. */
  readonly limit: number;
  /** Largest upper bound of that share for a pass. */
  readonly passLimit: number;
  readonly minimum: Minimum;
  /** False where the rule needs a comparator and there is none. */
  readonly comparable: boolean;
}

export interface Assessment {
  readonly reason: MetricReason;
  readonly evidence: Evidence;
  readonly candidate: ArmCount;
  readonly stable: ArmCount;
  /** How many requests share one fate, judged by the stable; 1 where chance alone explains its periods. */
  readonly dispersion: number;
  /** Observed share of the expected periods. */
  readonly coverage: number;
}

/** Weighs the evidence for harm first, then what a pass needs, in the order a person would ask. */
export function assess(observations: Observations, rules: Rules, look: Look): Assessment {
  const { periods, expectedPeriods } = observations;
  const stableCounts = periods.map(({ stable }) => stable);
  const evidence = weigh(periods, rules.question, observations.carried);
  const error = spentAt(look.look ?? 1);
  const spread = dispersion(stableCounts);
  const candidate = armCount(
    periods.map((period) => period.candidate),
    error,
    spread,
  );
  const coverage = expectedPeriods > 0 ? Math.min(1, periods.length / expectedPeriods) : 0;
  const stable = armCount(stableCounts, error);
  const reason = reasonOf(observations, rules, { look, evidence, candidate, coverage });
  return { reason, evidence, candidate, stable, dispersion: spread, coverage };
}

function reasonOf(
  { unavailable, periods }: Observations,
  { minimum, limit, passLimit, failReason, comparable }: Rules,
  {
    look,
    evidence,
    candidate,
    coverage,
  }: Pick<Assessment, 'evidence' | 'candidate' | 'coverage'> & { look: Look },
): MetricReason {
  if (evidence.harm) return failReason;
  if (!look.final) return 'too-early';
  if (unavailable !== undefined) return 'metric-unavailable';
  if (candidate.n <= 0) return 'no-traffic';
  if (coverage < coverageNeeded) return 'missing-data';
  if (!comparable) return 'no-comparator';
  if (evidence.environment) return 'environment';
  if (candidate.n < minimum.requests) return 'too-few-requests';
  if (periods.length < minimum.periods) return 'too-few-periods';
  const proven = candidate.ratio <= limit && candidate.upper <= passLimit;
  return proven ? 'within-limit' : 'above-limit-not-proven';
}

/** What the next window goes on from: harm ends the release, so nothing follows it. */
export function carryOf({ evidence }: Assessment): Pick<Verdict, 'carry'> {
  return evidence.harm ? {} : { carry: evidence.carry };
}

/** Of a bracket the worse end: what is not known to be good is not called so. */
function armCount(counts: readonly Count[], error: number, spread = 1): ArmCount {
  const n = counts.reduce((total, count) => total + count.n, 0);
  const x = counts.reduce((total, count) => total + (count.most ?? count.x), 0);
  return { n, x, ratio: n > 0 ? x / n : 0, upper: upperBound({ n, x }, error, spread) };
}
