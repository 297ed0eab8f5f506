import { allowedAbove, type LatencyGate } from './gate';
import type { Comparator, Context, Window } from './observation';
import { blockGrid, iso, mainBlock, periodGrid } from './period-grid';
import type { ReadingIndex } from './readings';

/** Fewer requests of the stable compare with nothing. */
export const minimumComparatorRequests = 300;
/** Of them at least this many beyond the quantile: a p99 of 300 requests has three above it. */
const minimumBeyond = 3;

/** Days back at which the same hours are asked for, in order of preference. */
export const historyDays = [1, 7] as const;

/** How a block of the stable is named in queries: 0 days back is the window itself. */
export function quantileOfBlock(days: number): string {
  return `stable_quantile_${days}d`;
}
export function requestsOfBlock(days: number): string {
  return `stable_requests_${days}d`;
}

/**
 * What a latency is compared with: the stable at the same time, else the limit frozen at the last pass, else
 * the stable at the same hours of an earlier day; undefined where none has enough requests.
 */
export function latencyComparator(
  gate: LatencyGate,
  window: Window,
  context: Context,
  index: ReadingIndex,
): Comparator | undefined {
  if (gate.increase === undefined)
    return gate.max === undefined ? undefined : absolute(gate.max, window);
  // The block may reach back before the window, to when the stable served more: what serves now decides.
  const servesNow = context.stableServes && requestsNow(window, index) >= minimumComparatorRequests;
  const concurrent = servesNow ? measured(gate, window, index, 0) : undefined;
  if (concurrent) return concurrent;
  if (context.frozen) return { ...context.frozen, kind: 'frozen' };
  for (const days of historyDays) {
    const history = measured(gate, window, index, days);
    if (history) return history;
  }
  return undefined;
}

function requestsNow(window: Window, index: ReadingIndex): number {
  const counts = periodGrid(window).starts.map((at) => index.value('stable_requests', at) ?? 0);
  return counts.reduce((total, count) => total + count, 0);
}

function absolute(max: number, { start, end }: Window): Comparator {
  return { kind: 'absolute', threshold: max, unit: 'µs', requests: 0, window: { start, end } };
}

function measured(
  gate: LatencyGate,
  window: Window,
  index: ReadingIndex,
  days: number,
): Comparator | undefined {
  const grid = blockGrid(window, days);
  const at = mainBlock(window, grid, days);
  const quantile = index.value(quantileOfBlock(days), at);
  const requests = index.value(requestsOfBlock(days), at) ?? 0;
  if (quantile === undefined || quantile <= 0 || requests < requestsToCompare(gate))
    return undefined;
  return {
    kind: days === 0 ? 'concurrent' : 'history',
    threshold: Math.round(quantile * (1 + (gate.increase ?? 0))),
    unit: 'µs',
    requests,
    window: { start: iso(at), end: iso(at + grid.periodMs) },
  };
}

/** Requests of the stable from which its quantile is something to compare with. */
export function requestsToCompare(gate: LatencyGate): number {
  return Math.floor(Math.max(minimumComparatorRequests, minimumBeyond / allowedAbove(gate)));
}
