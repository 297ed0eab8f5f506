import type { MetricId, MetricStore } from './metric-store';
import { subMinuteRetentionMs } from './points';
import { sampleCount, statisticValue } from './statistic-value';
import type { Statistic } from './statistic';

/** Start of period (ms) to value; a period without a datapoint is absent. Oldest first. */
export type Series = ReadonlyMap<number, number>;

export interface SeriesQuery {
  readonly metric: MetricId;
  readonly statistic: Statistic;
  readonly periodMs: number;
  readonly unit?: string | undefined;
  /** First period starts here, ms. */
  readonly start: number;
  /** Exclusive, ms. */
  readonly end: number;
  readonly now: number;
}

/** One value a period, from `start` on in steps of the period. */
export function readSeries(store: MetricStore, query: SeriesQuery): Series {
  return eachPeriod(store, query, (points) => statisticValue(query.statistic, points));
}

/** How many samples stand behind each period. */
export function readSampleCounts(store: MetricStore, query: SeriesQuery): Series {
  return eachPeriod(store, query, (points) => sampleCount(points) || undefined);
}

function eachPeriod(
  store: MetricStore,
  { metric, periodMs, unit, start, end, now }: SeriesQuery,
  value: (points: ReturnType<MetricStore['read']>) => number | undefined,
): Series {
  const oldest = periodMs < 60_000 ? now - subMinuteRetentionMs : -Infinity;
  // The last period counts whole even when `end` falls inside it: only its start must be before.
  const last = start + Math.ceil((end - start) / periodMs) * periodMs;
  const points = store.read({ ...metric, unit, start: Math.max(start, oldest), end: last, now });
  const groups = new Map<number, (typeof points)[number][]>();
  for (const point of points) {
    const period = start + Math.floor((point.at - start) / periodMs) * periodMs;
    const group = groups.get(period);
    if (group === undefined) groups.set(period, [point]);
    else group.push(point);
  }
  const series = new Map<number, number>();
  for (const [period, group] of groups) {
    const result = value(group);
    if (result !== undefined) series.set(period, result);
  }
  return series;
}
