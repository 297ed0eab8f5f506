import type { SplitGate } from './gate';
import type { Arm, Context, Counted, MetricQuery, Reading, Window } from './observation';
import { periodGrid, iso, type PeriodGrid } from './period-grid';
import { indexReadings, query, unanswered } from './readings';

const arms: readonly Arm[] = ['candidate', 'stable'];

/** Requests per variant, answered or not: every request counts in Invocations. */
export function splitQueries(
  gate: SplitGate,
  window: Window,
  _: Context,
  soFar: readonly Reading[],
): MetricQuery[] {
  const grid = splitGrid(window);
  const asked = arms.map((arm) => query(gate, `${arm}_requests`, { arm, stat: 'Sum', grid }));
  return unanswered(asked, soFar);
}

/** A period without a point of either arm had no requests there: SageMaker publishes none for silence. */
export function splitObservations(
  gate: SplitGate,
  window: Window,
  _: Context,
  readings: readonly Reading[],
): Counted {
  const grid = splitGrid(window);
  const index = indexReadings(gate, readings);
  const requests = (arm: Arm, at: number) => index.value(`${arm}_requests`, at);
  const periods = grid.starts.flatMap((at) => {
    const [candidate, stable] = [requests('candidate', at), requests('stable', at)];
    if (candidate === undefined && stable === undefined) return [];
    const start = iso(at);
    const counts = { candidate: { n: candidate ?? 0, x: 0 }, stable: { n: stable ?? 0, x: 0 } };
    return [{ start, seconds: grid.periodMs / 1000, ...counts }];
  });
  const unavailable = index.refusal('candidate_requests') ?? index.refusal('stable_requests');
  return {
    periods,
    expectedPeriods: grid.starts.length,
    ...(unavailable !== undefined && { unavailable }),
  };
}

/**
 * Routers learn of new weights one after the other: the first period may still hold the old split. Alone it is
 * counted, which tells traffic from none; a wrong split it never tells.
 */
function splitGrid(window: Window): PeriodGrid {
  const grid = periodGrid(window);
  const starts = grid.starts.slice(1);
  return starts.length > 0 ? { ...grid, starts, start: starts[0]! } : grid;
}
