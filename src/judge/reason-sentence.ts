import { coverageNeeded, type Assessment, type Rules } from './assessment';
import { counted, odds, percent } from './figures';
import type { Observations } from './observation';
import type { ArmCount } from './verdict';

/** What a gate calls its bad requests and how it states its finding. */
export interface Wording {
  /** `5XX answers`, `requests over 144 ms`. */
  readonly bad: string;
  /** The observation with value, limit and n, without a full stop. */
  readonly finding: string;
  /** What is counted, where it is not requests. */
  readonly noun?: string;
}

/** The one sentence of a verdict: what was seen, then why that is a pass, a failure or neither. */
export function reasonSentence(
  { reason, evidence, candidate, stable, coverage }: Assessment,
  { minimum, passLimit }: Rules,
  { unavailable, periods, expectedPeriods, plannedShare }: Observations,
  { bad, finding, noun = 'request' }: Wording,
): string {
  const seen = counted(candidate.n, noun);
  switch (reason) {
    case 'within-limit':
      return `${finding}; with near certainty at most ${percent(candidate.upper)} (needed: ${percent(passLimit)}).`;
    case 'above-limit':
    case 'level-outside-limit':
    case 'slower-than-limit':
      return `${finding}; the odds against a candidate within the limit are ${odds(evidence.odds)} (needed: ${odds(evidence.oddsNeeded)}).`;
    case 'above-limit-not-proven':
      return `${finding}; neither harm nor a share under ${percent(passLimit)} is proven, it may be as much as ${percent(candidate.upper)}.`;
    case 'environment':
      return `${finding}; but the stable breaks the limit too, so the candidate is not to blame and not cleared.`;
    case 'too-early':
      return `So far ${finding}; a pass is only given at the end of the bake.`;
    case 'no-traffic':
      return `The candidate got no requests: in ${counted(expectedPeriods, 'period')} there is no data to judge by${pinned(plannedShare, stable)}.`;
    case 'too-few-requests':
      return `Only ${seen} of the ${minimum.requests} that a pass needs; ${finding}.`;
    case 'too-few-periods':
      return `Only ${counted(periods.length, 'observed period')} of the ${minimum.periods} that a pass needs; ${finding}.`;
    case 'missing-data':
      return `CloudWatch answered for ${periods.length} of ${counted(expectedPeriods, 'period')} (${percent(coverage)}, needed: ${percent(coverageNeeded)}); ${finding}.`;
    case 'no-comparator':
      return `There is nothing to compare ${bad} with: no stable with enough requests now, at an earlier step or at these hours on an earlier day (${seen} of the candidate seen).`;
    case 'metric-unavailable':
      return `CloudWatch refuses a statistic that the check of ${bad} needs: ${unavailable ?? 'no reason given'}.`;
    case 'split-mismatch':
    case 'bad-input':
    case 'no-gates':
      return `${finding}.`;
  }
}

/** Weights that send requests, and none arrive: somebody chooses the variant. */
function pinned(plannedShare: number | undefined, stable: ArmCount): string {
  if (plannedShare === undefined || plannedShare <= 0 || stable.n <= 0) return '';
  return `, though ${percent(plannedShare)} of production's should reach it; callers that pin TargetVariant to the stable are the likely cause`;
}
