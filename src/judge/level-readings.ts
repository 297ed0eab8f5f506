import type { LevelGate } from './gate';
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
import { iso, periodGrid, type PeriodGrid } from './period-grid';
import { armsOf, indexReadings, query, unanswered } from './readings';

/** SageMaker publishes what instances use once a minute; asking more finely only finds gaps. */
export const minuteSeconds = 60;

/** One value a period and arm; the stable only where it is compared with. */
export function levelQueries(
  gate: LevelGate,
  window: Window,
  context: Context,
  soFar: readonly Reading[],
): MetricQuery[] {
  const grid = levelGrid(window);
  const asked = askedArms(gate, context).map((arm) =>
    query(gate, arm, { arm, stat: gate.stat, grid }),
  );
  return unanswered(asked, soFar);
}

/** Each observed period as one vote: outside the limit or not. */
export function levelObservations(
  gate: LevelGate,
  window: Window,
  context: Context,
  readings: readonly Reading[],
): Counted {
  const grid = levelGrid(window);
  const index = indexReadings(gate, readings);
  const compares = askedArms(gate, context).includes('stable');
  const seen = grid.starts.flatMap((at) => {
    const value = index.value('candidate', at);
    const stable = compares ? index.value('stable', at) : undefined;
    if (value === undefined || (compares && stable === undefined)) return [];
    return [{ at, value, compared: stable === undefined ? undefined : allowed(gate, stable) }];
  });
  const comparator = comparatorOf(gate, context, grid, seen);
  const periods = seen.map(({ at, value, compared = comparator?.threshold }): Period => {
    const candidate = { n: 1, x: isOutside(gate, value, compared) ? 1 : 0 };
    return { start: iso(at), seconds: grid.periodMs / 1000, candidate, stable: { n: 0, x: 0 } };
  });
  const unavailable = index.refusal('candidate') ?? index.refusal('stable');
  return {
    periods,
    expectedPeriods: grid.starts.length,
    ...(seen.length > 0 && { level: mean(seen.map(({ value }) => value)) }),
    ...(comparator && { comparator }),
    ...(unavailable !== undefined && { unavailable }),
  };
}

interface Seen {
  readonly compared: number | undefined;
}

/** The stable in the same periods, else the limit of the last window that passed. */
function comparatorOf(
  { increase }: LevelGate,
  { frozen }: Context,
  { start, end }: PeriodGrid,
  seen: readonly Seen[],
): Comparator | undefined {
  if (increase === undefined) return undefined;
  const limits = seen.flatMap(({ compared }) => (compared === undefined ? [] : [compared]));
  if (limits.length === 0) return frozen && { ...frozen, kind: 'frozen' };
  const window = { start: iso(start), end: iso(end) };
  const threshold = mean(limits);
  return { kind: 'concurrent', threshold, unit: 'metric', requests: 0, window };
}

function allowed({ increase = 0 }: LevelGate, stable: number): number {
  // Of a value below zero, too, more is allowed.
  return stable * (stable < 0 ? 1 - increase : 1 + increase);
}

function isOutside({ min, max }: LevelGate, value: number, compared = Infinity): boolean {
  return value > Math.min(max ?? Infinity, compared) || value < (min ?? -Infinity);
}

function askedArms({ increase }: LevelGate, context: Context): readonly Arm[] {
  return increase === undefined ? ['candidate'] : armsOf(context);
}

function levelGrid(window: Window): PeriodGrid {
  return periodGrid({ ...window, period: Math.max(window.period, minuteSeconds) });
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
