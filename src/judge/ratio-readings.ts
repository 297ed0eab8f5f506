import { minimumComparatorRequests } from './comparator';
import type { RatioGate } from './gate';
import type {
  Arm,
  Comparator,
  Context,
  Counted,
  MetricQuery,
  Period,
  Reading,
  Window,
} from './observation';
import { countOf, observedPeriods } from './observed-periods';
import { iso, periodGrid, type PeriodGrid } from './period-grid';
import { armsOf, indexReadings, query, unanswered } from './readings';

/** SageMaker sends 1 or 0 per request: one metric's Sum are the bad answers, its SampleCount all answers. */
export function ratioQueries(
  gate: RatioGate,
  window: Window,
  context: Context,
  soFar: readonly Reading[],
): MetricQuery[] {
  const grid = periodGrid(window);
  const asked = armsOf(context).flatMap((arm) => [
    query(gate, `${arm}_bad`, { arm, stat: 'Sum', grid }),
    query(gate, `${arm}_all`, { arm, stat: 'SampleCount', grid }),
  ]);
  return unanswered(asked, soFar);
}

/** Counts per period; for 4XX also what they are compared with. */
export function ratioObservations(
  gate: RatioGate,
  window: Window,
  context: Context,
  readings: readonly Reading[],
): Counted {
  const grid = periodGrid(window);
  const index = indexReadings(gate, readings);
  const count = (arm: Arm) => (at: number) =>
    countOf(index.value(`${arm}_all`, at), index.value(`${arm}_bad`, at));
  const periods = observedPeriods(grid, { candidate: count('candidate'), stable: count('stable') });
  const comparator =
    gate.metric === 'Invocation4XXErrors' ? shareOfStable(gate, periods, context, grid) : undefined;
  const unavailable = index.refusal('candidate_bad') ?? index.refusal('candidate_all');
  return {
    periods,
    expectedPeriods: grid.starts.length,
    ...(comparator && { comparator }),
    ...(unavailable !== undefined && { unavailable }),
  };
}

/** Clients cause 4XX: only an excess over the stable's share under the same clients says something about the model. */
function shareOfStable(
  gate: RatioGate,
  periods: readonly Period[],
  { frozen }: Context,
  grid: PeriodGrid,
): Comparator | undefined {
  const requests = periods.reduce((total, { stable }) => total + stable.n, 0);
  if (requests < minimumComparatorRequests) return frozen && { ...frozen, kind: 'frozen' };
  const bad = periods.reduce((total, { stable }) => total + stable.x, 0);
  const threshold = bad / requests + gate.limit;
  const window = { start: iso(grid.start), end: iso(grid.end) };
  return { kind: 'concurrent', threshold, unit: 'ratio', requests, window };
}
