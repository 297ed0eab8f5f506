import type { Gate } from './gate';
import type { Arm, Context, MetricQuery, Reading } from './observation';
import { iso, type PeriodGrid } from './period-grid';

/** Those to ask about: a stable without traffic has nothing to say. */
export function armsOf({ stableServes }: Context): readonly Arm[] {
  return stableServes ? ['candidate', 'stable'] : ['candidate'];
}

/** A percentile as CloudWatch spells it: 0.999 is `p99.9`. */
export function percentileOf(quantile: number): string {
  return `p${Number((100 * quantile).toPrecision(10))}`;
}

/** A query id CloudWatch accepts, the same at each call: two gates never share one. */
export function queryId(gate: Gate, what: string): string {
  const escaped = gate.id.replace(
    /[^a-zA-Z0-9]/g,
    (char) => `_${char.codePointAt(0)!.toString(16)}_`,
  );
  return `g_${escaped}__${what}`;
}

/** One statistic of one arm, a value a period. */
export function query(
  gate: Gate,
  what: string,
  ask: { readonly arm: Arm; readonly stat: string; readonly grid: PeriodGrid },
): MetricQuery {
  const { periodMs, start, end } = ask.grid;
  return {
    id: queryId(gate, what),
    arm: ask.arm,
    metric: gate.metric,
    ...(gate.kind === 'level' && gate.source && { source: gate.source }),
    stat: ask.stat,
    period: periodMs / 1000,
    start: iso(start),
    end: iso(end),
  };
}

/** The same query, on whose answer no verdict depends. */
export function forPeople(asked: MetricQuery): MetricQuery {
  return { ...asked, forPeople: true };
}

/** Those not yet answered; none for an empty grid, which CloudWatch would refuse. */
export function unanswered(
  queries: readonly MetricQuery[],
  soFar: readonly Reading[],
): MetricQuery[] {
  const known = new Set(soFar.map(({ id }) => id));
  return queries.filter(({ id, start, end }) => !known.has(id) && start < end);
}

/** Readings by what was asked and when. */
export interface ReadingIndex {
  value(what: string, at: number): number | undefined;
  /** Why the service refused the statistic, if it did. */
  refusal(what: string): string | undefined;
}

export function indexReadings(gate: Gate, readings: readonly Reading[]): ReadingIndex {
  const byId = new Map(readings.map((reading) => [reading.id, reading]));
  const values = new Map<string, ReadonlyMap<number, number>>();
  for (const { id, points } of readings) {
    values.set(id, new Map(points.map(({ at, value }) => [Date.parse(at), value])));
  }
  return {
    value: (what, at) => values.get(queryId(gate, what))?.get(at),
    refusal: (what) => byId.get(queryId(gate, what))?.unavailable,
  };
}
