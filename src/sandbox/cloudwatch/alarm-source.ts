import { invalid } from './input';
import type { MathValue } from './math-value';
import type { MetricQueryInput } from './metric-query';
import { computeQueries, readMetricQueries, type MetricQuery } from './metric-query';
import type { AlarmPoint } from './alarm-rule';
import type { MetricStore } from './metric-store';
import { readSampleCounts, type Series } from './series';

/** What an alarm watches: queries of which exactly one is returned. */
export interface AlarmSource {
  readonly queries: readonly MetricQuery[];
  readonly periodMs: number;
  /** Leave the state alone while a percentile rests on too few samples. */
  readonly ignoreLowSamples: boolean;
}

/** Understands the queries of an alarm; throws ValidationException. */
export function readAlarmSource(
  inputs: readonly MetricQueryInput[],
  ignoreLowSamples: boolean,
): AlarmSource {
  const queries = readMetricQueries(inputs);
  const returned = queries.find((query) => query.returned);
  const periods = queries.flatMap(({ periodMs }) => (periodMs === undefined ? [] : [periodMs]));
  // "Each metric must be using the same period" (Alarms on math expressions).
  const differing = [...new Set(queries.flatMap(periodOfMetric))];
  if (differing.length > 1) {
    const seconds = differing.map((periodMs) => periodMs / 1000).join(', ');
    throw invalid(`The metrics of an alarm must have the same period, not ${seconds} seconds.`);
  }
  return { queries, periodMs: returned?.periodMs ?? Math.min(...periods), ignoreLowSamples };
}

function periodOfMetric(query: MetricQuery): readonly number[] {
  return query.kind === 'metric' ? [query.periodMs] : [];
}

/** The last `count` closed periods at `now` (ms), oldest first. */
export function readAlarmPoints(
  store: MetricStore,
  { queries, periodMs }: AlarmSource,
  count: number,
  now: number,
): readonly AlarmPoint[] {
  const end = Math.floor(now / periodMs) * periodMs;
  const start = end - count * periodMs;
  const returned = queries.find((query) => query.returned);
  const values = computeQueries(store, queries, { start, end, now });
  const series = returned && values.get(returned.id);
  if (!isSeries(series)) {
    throw invalid('An alarm watches one time series; its expression gives a number or several.');
  }
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * periodMs;
    return { at, value: series.get(at) };
  });
}

function isSeries(value: MathValue | undefined): value is Series {
  return value instanceof Map;
}

/** Samples behind each point; only a single metric has them. */
export function readAlarmSamples(
  store: MetricStore,
  { queries, periodMs }: AlarmSource,
  points: readonly { readonly at: number }[],
  now: number,
): Series {
  const [query] = queries;
  if (query?.kind !== 'metric') return new Map();
  const times = points.map(({ at }) => at);
  if (times.length === 0) return new Map();
  const [start, end] = [Math.min(...times), Math.max(...times) + periodMs];
  return readSampleCounts(store, { ...query, start, end, now });
}

/** Fewer samples than this make a percentile unreliable in CloudWatch's eyes. */
export function neededSamples({ queries }: AlarmSource): number {
  const [query] = queries;
  if (query?.kind !== 'metric' || query.statistic.kind !== 'percentile') return 0;
  const { ratio } = query.statistic;
  // Its guide: 10/(1-percentile) from p50 up, 10/percentile below.
  return (
    10 / (ratio >= 0.5 ? Math.max(1 - ratio, Number.EPSILON) : Math.max(ratio, Number.EPSILON))
  );
}
