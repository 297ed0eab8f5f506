import type { Gate } from './gate';
import { latencyObservations, latencyQueries } from './latency-readings';
import { latencyVerdict } from './latency-verdict';
import type { Context, MetricQuery, Observations, Reading, Window } from './observation';
import { ratioObservations, ratioQueries } from './ratio-readings';
import { ratioVerdict } from './ratio-verdict';
import type { Look, Verdict } from './verdict';

export { combine } from './combine';

/** What to ask CloudWatch next; called again with all readings so far until it returns none. */
export function queries(
  gate: Gate,
  window: Window,
  context: Context,
  soFar: readonly Reading[],
): MetricQuery[] {
  return gate.kind === 'ratio'
    ? ratioQueries(gate, window, context, soFar)
    : latencyQueries(gate, window, context, soFar);
}

/** Readings as counts per period, with the comparator that was found. */
export function observe(
  gate: Gate,
  window: Window,
  context: Context,
  readings: readonly Reading[],
): Observations {
  return gate.kind === 'ratio'
    ? ratioObservations(gate, window, context, readings)
    : latencyObservations(gate, window, context, readings);
}

/** Fail needs proof of harm, pass needs proof of acceptability, all else is inconclusive with a reason. */
export function verdict(gate: Gate, observations: Observations, look: Look): Verdict {
  return gate.kind === 'ratio'
    ? ratioVerdict(gate, observations, look)
    : latencyVerdict(gate, observations, look);
}
