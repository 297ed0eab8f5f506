import { requestsWithoutError } from './checks';
import type { UnbudgetedAnswers } from './error-budget';
import type { ComparedAnswers } from './plan';
import type { CompareSpec, MetricsSpec } from './spec';

/** What the judge keeps counts for; in later periods it would bet no more. */
const mostPeriods = 2_000;
/** A path that every answer of the stable has is expected of the candidate too, as strictly as answers without 5XX. */
const schemaLimit = 0.001;

/** The rule on answers with every number spelled out but its part of the error budget; periods are as long as the metrics' where a window, extended and held, is not too long for that. */
export function comparedAnswers(
  compare: CompareSpec,
  {
    seconds,
    holdSeconds,
    metrics,
  }: { readonly seconds: number; readonly holdSeconds: number; readonly metrics: MetricsSpec },
): { readonly gate: UnbudgetedAnswers } & Omit<ComparedAnswers, 'gate'> {
  const { form, agreement, slices, facets, outcome, captures, labels, settleSeconds } = compare;
  const longest = 2 * seconds + holdSeconds;
  const merged = Math.max(1, Math.ceil(longest / mostPeriods / metrics.periodSeconds));
  const periodSeconds = merged * metrics.periodSeconds;
  return {
    gate: {
      kind: 'answers',
      id: 'answers',
      spec: {
        form,
        required: agreement,
        // Within one slice there may be twice the disagreement.
        sliceRequired: 1 - 2 * (1 - agreement),
        slices,
        facets,
        ...(outcome && { outcome }),
        schema: 'learned',
        schemaLimit,
        periodSeconds,
        waitPeriods: Math.max(1, Math.ceil(settleSeconds / periodSeconds)),
      },
      minimum: {
        pairs: requestsWithoutError(1 - agreement),
        periods: Math.max(1, Math.floor(metrics.minPeriods / merged)),
      },
    },
    captures,
    ...(labels !== undefined && { labels }),
  };
}

/** How long after the end of a window its captures are all there, seconds. */
export function capturesSettleSeconds({ gate }: ComparedAnswers): number {
  const { waitPeriods, periodSeconds } = gate.spec;
  return waitPeriods * periodSeconds;
}
