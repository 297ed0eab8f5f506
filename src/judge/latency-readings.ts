import { historyDays, latencyComparator, quantileOfBlock, requestsOfBlock } from './comparator';
import { bracketOf, bracketQueries } from './exceedance-bracket';
import type { LatencyGate } from './gate';
import type { Arm, Context, Counted, Count, MetricQuery, Reading, Window } from './observation';
import { countOf, observedPeriods } from './observed-periods';
import { blockGrid, mainBlock, periodGrid, type PeriodGrid } from './period-grid';
import { enclosingQueries, quantileInterval } from './quantile-interval';
import {
  armsOf,
  forPeople,
  indexReadings,
  percentileOf,
  query,
  unanswered,
  type ReadingIndex,
} from './readings';

/**
 * First the requests and the stable's quantile, then, where the stable had too few requests, its history;
 * with a limit at hand the number of requests above it. Beside them what the quantiles lie between.
 */
export function latencyQueries(
  gate: LatencyGate,
  window: Window,
  context: Context,
  soFar: readonly Reading[],
): MetricQuery[] {
  const opening = unanswered(openingQueries(gate, window, context), soFar);
  if (opening.length > 0) return opening;
  const index = indexReadings(gate, soFar);
  const enclosing = unanswered(intervalQueries(gate, window, context, index), soFar);
  return [...enclosing, ...countQueries(gate, window, context, { soFar, index })];
}

function countQueries(
  gate: LatencyGate,
  window: Window,
  context: Context,
  { soFar, index }: { readonly soFar: readonly Reading[]; readonly index: ReadingIndex },
): MetricQuery[] {
  const comparator = latencyComparator(gate, window, context, index);
  if (!comparator) {
    const days = gate.increase === undefined ? [] : historyDays;
    const history = unanswered(
      days.flatMap((day) => blockQueries(gate, window, day)),
      soFar,
    );
    if (history.length > 0) return history;
  }
  const threshold = tighter(gate, comparator?.threshold);
  if (threshold === undefined) return [];
  const grid = latencyGrid(gate, window, context);
  const exceeding = armsOf(context).map((arm) =>
    query(gate, `${arm}_above`, { arm, stat: `TC(${threshold}:)`, grid }),
  );
  if (context.exceedance === 'counts') {
    const counts = unanswered(exceeding, soFar);
    if (counts.length > 0 || !countsRefused(index)) return counts;
  }
  return unanswered(
    armsOf(context).flatMap((arm) => bracketQueries(gate, arm, grid)),
    soFar,
  );
}

/** Requests above the limit per period, with the comparator that gave the limit. */
export function latencyObservations(
  gate: LatencyGate,
  window: Window,
  context: Context,
  readings: readonly Reading[],
): Counted {
  const grid = latencyGrid(gate, window, context);
  const index = indexReadings(gate, readings);
  const comparator = latencyComparator(gate, window, context, index);
  const thresholdMicros = tighter(gate, comparator?.threshold);
  const byPercentiles = context.exceedance === 'percentiles' || countsRefused(index);
  const count =
    (arm: Arm) =>
    (at: number): Count | undefined => {
      const n = index.value(`${arm}_requests`, at);
      // Without a limit there is nothing to exceed; the requests still tell no traffic from no comparator.
      if (thresholdMicros === undefined) return countOf(n, 0);
      if (!byPercentiles) return countOf(n, index.value(`${arm}_above`, at));
      return bracketOf(gate, index, { arm, at, n, threshold: thresholdMicros });
    };
  const block = mainBlock(window, blockGrid(window));
  const own = index.value(quantileOf.candidate, block);
  const stables = index.value(quantileOf.stable, block);
  const ownInterval = quantileInterval(index, 'candidate', block);
  const stablesInterval = quantileInterval(index, 'stable', block);
  const unavailable = refusalOf(gate, index, { byPercentiles, compared: comparator !== undefined });
  return {
    periods: observedPeriods(grid, { candidate: count('candidate'), stable: count('stable') }),
    expectedPeriods: grid.starts.length,
    ...(comparator && { comparator }),
    ...(thresholdMicros !== undefined && { thresholdMicros }),
    ...(own !== undefined && { candidateMicros: own }),
    ...(stables !== undefined && { stableMicros: stables }),
    ...(ownInterval && { candidateBetween: ownInterval }),
    ...(stablesInterval && { stableBetween: stablesInterval }),
    ...(unavailable !== undefined && { unavailable }),
  };
}

function openingQueries(gate: LatencyGate, window: Window, context: Context): MetricQuery[] {
  const grid = latencyGrid(gate, window, context);
  const requests = armsOf(context).map((arm) =>
    query(gate, `${arm}_requests`, { arm, stat: 'SampleCount', grid }),
  );
  const ofBlock = { arm: 'candidate', grid: blockGrid(window) } as const;
  const own = [
    query(gate, quantileOf.candidate, { ...ofBlock, stat: percentileOf(gate.quantile) }),
    forPeople(query(gate, requestsOf.candidate, { ...ofBlock, stat: 'SampleCount' })),
  ];
  return [...requests, ...own, ...(context.stableServes ? blockQueries(gate, window, 0) : [])];
}

/** How each arm's quantile of the window's block is named in queries, and its requests there. */
const quantileOf = { candidate: 'candidate_quantile', stable: quantileOfBlock(0) } as const;
const requestsOf = { candidate: 'candidate_requests_0d', stable: requestsOfBlock(0) } as const;

/** Of each arm that has a quantile what that lies between, by as many requests as the arm had in the block. */
function intervalQueries(
  gate: LatencyGate,
  window: Window,
  context: Context,
  index: ReadingIndex,
): MetricQuery[] {
  const grid = blockGrid(window);
  const block = mainBlock(window, grid);
  return armsOf(context)
    .filter((arm) => index.value(quantileOf[arm], block) !== undefined)
    .flatMap((arm) =>
      enclosingQueries(gate, { arm, grid, n: index.value(requestsOf[arm], block) ?? 0 }),
    );
}

function blockQueries(gate: LatencyGate, window: Window, days: number): MetricQuery[] {
  const grid = blockGrid(window, days);
  return [
    query(gate, quantileOfBlock(days), { arm: 'stable', stat: percentileOf(gate.quantile), grid }),
    query(gate, requestsOfBlock(days), { arm: 'stable', stat: 'SampleCount', grid }),
  ];
}

/** Periods of a new fleet or share in which caches fill and code is compiled: latency is not judged by them. */
export const warmUpPeriods = 2;

/** Leaves out the warm-up after a weight change, if as many periods remain as a pass needs. */
function latencyGrid(
  gate: LatencyGate,
  window: Window,
  { warmUpPeriods: warmUp = 0 }: Context,
): PeriodGrid {
  const grid = periodGrid(window);
  const starts = grid.starts.slice(warmUp);
  if (starts.length < Math.max(1, gate.minimum.periods)) return grid;
  return { ...grid, starts, start: starts[0] ?? grid.start };
}

function tighter({ max }: LatencyGate, compared: number | undefined): number | undefined {
  if (max === undefined) return compared;
  return Math.round(Math.min(max, compared ?? Infinity));
}

function countsRefused(index: ReadingIndex): boolean {
  return index.refusal('candidate_above') !== undefined;
}

function refusalOf(
  gate: LatencyGate,
  index: ReadingIndex,
  { byPercentiles, compared }: { readonly byPercentiles: boolean; readonly compared: boolean },
): string | undefined {
  const requests = index.refusal('candidate_requests');
  if (requests !== undefined) return requests;
  if (!compared && gate.increase !== undefined) {
    const refused = [0, ...historyDays].map((days) => index.refusal(quantileOfBlock(days)));
    const first = refused.find((refusal) => refusal !== undefined);
    if (first !== undefined) return first;
  }
  // Percentiles of the candidate are the last resort; where they are refused too nothing is left.
  return byPercentiles ? index.refusal('candidate_bracket_0') : undefined;
}
