import type { Gate } from './gate';
import { inputFault, lookFault, readingsFault } from './input-fault';
import { latencyObservations, latencyQueries } from './latency-readings';
import { latencyVerdict } from './latency-verdict';
import { levelObservations, levelQueries } from './level-readings';
import { levelVerdict } from './level-verdict';
import type { Context, Counted, MetricQuery, Observations, Reading, Window } from './observation';
import { ratioObservations, ratioQueries } from './ratio-readings';
import { ratioVerdict } from './ratio-verdict';
import { splitObservations, splitQueries } from './split-readings';
import { splitVerdict } from './split-verdict';
import { unjudged } from './unjudged';
import type { Look, Verdict } from './verdict';

export { combine } from './combine';

/** How one kind of gate asks, counts and decides. */
interface Kind<G> {
  readonly queries: (g: G, w: Window, c: Context, soFar: readonly Reading[]) => MetricQuery[];
  readonly observe: (g: G, w: Window, c: Context, readings: readonly Reading[]) => Counted;
  readonly verdict: (g: G, observations: Observations, look: Look) => Verdict;
}

const kinds: { readonly [K in Gate['kind']]: Kind<Extract<Gate, { kind: K }>> } = {
  ratio: { queries: ratioQueries, observe: ratioObservations, verdict: ratioVerdict },
  latency: { queries: latencyQueries, observe: latencyObservations, verdict: latencyVerdict },
  level: { queries: levelQueries, observe: levelObservations, verdict: levelVerdict },
  split: { queries: splitQueries, observe: splitObservations, verdict: splitVerdict },
};

/** Whether a gate has anything to say about a window: a split needs two arms that share production's requests. */
export function applies(gate: Gate, { plannedShare, stableServes }: Context): boolean {
  if (gate.kind !== 'split') return true;
  return stableServes && plannedShare !== undefined && plannedShare > 0 && plannedShare < 1;
}

/** What to ask CloudWatch next; called again with all readings so far until it returns none. */
export function queries(
  gate: Gate,
  window: Window,
  context: Context,
  soFar: readonly Reading[],
): MetricQuery[] {
  return kindOf(gate).queries(gate, window, context, soFar);
}

/** Readings as counts per period, with the comparator that was found. */
export function observe(
  gate: Gate,
  window: Window,
  context: Context,
  readings: readonly Reading[],
): Observations {
  const { carried, plannedShare } = context;
  const fault = readingsFault(readings);
  return {
    window,
    ...kindOf(gate).observe(gate, window, context, readings),
    ...(fault !== undefined && { fault }),
    ...(carried && { carried }),
    ...(plannedShare !== undefined && { plannedShare }),
  };
}

/** Fail needs proof of harm, pass needs proof of acceptability, all else is inconclusive with a reason. */
export function verdict(gate: Gate, observations: Observations, look: Look): Verdict {
  const fault = lookFault(look) ?? inputFault(gate, observations);
  if (fault !== undefined)
    return unjudged(gate.id, 'bad-input', `The numbers cannot be judged: ${fault}.`);
  return kindOf(gate).verdict(gate, observations, look);
}

/** Its kind's functions take this gate; the compiler cannot follow a union through a table. */
function kindOf(gate: Gate): Kind<Gate> {
  return kinds[gate.kind] as unknown as Kind<Gate>;
}
