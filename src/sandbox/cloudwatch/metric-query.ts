import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Checked } from '../service-model/checked';
import { parseExpression, type Expression } from './expression';
import { evaluate } from './expression-value';
import { dimensionsOf, invalid, notImitated } from './input';
import type { MathValue } from './math-value';
import type { MetricId, MetricStore } from './metric-store';
import { readSeries, type Series } from './series';
import { parseStatistic, type Statistic } from './statistic';

/** One query of GetMetricData or of an alarm. */
export type MetricQueryInput = Checked<MetricDataQuery>;

/** Of the ids of queries; not in AWS's model. */
export const idPattern = /^[a-z][a-zA-Z0-9_]*$/;

export type MetricQuery =
  | {
      readonly kind: 'metric';
      readonly id: string;
      readonly label: string;
      readonly returned: boolean;
      readonly metric: MetricId;
      readonly statistic: Statistic;
      readonly periodMs: number;
      readonly unit: string | undefined;
    }
  | {
      readonly kind: 'expression';
      readonly id: string;
      readonly label: string;
      readonly returned: boolean;
      readonly expression: Expression;
      readonly periodMs: number | undefined;
    };

/** Understands the queries of one request; throws ValidationException. */
export function readMetricQueries(inputs: readonly MetricQueryInput[]): readonly MetricQuery[] {
  const ids = new Set<string>();
  return inputs.map((input, index) => {
    const place = `MetricDataQueries.member.${index + 1}`;
    if (!idPattern.test(input.Id)) {
      // Reported in influxdata/telegraf#5420.
      throw invalid(
        `The value ${input.Id} for parameter ${place}.Id is not matching the expected pattern ${idPattern.source}.`,
      );
    }
    if (ids.has(input.Id)) throw invalid(`The id ${input.Id} is used by more than one query.`);
    ids.add(input.Id);
    return readMetricQuery(input, place);
  });
}

function readMetricQuery(input: MetricQueryInput, place: string): MetricQuery {
  const { Id: id, MetricStat, Expression: source, Label, ReturnData: returned = true } = input;
  if (Label?.includes('${') === true) throw notImitated(`${place}.Label`, 'dynamic labels');
  if ((MetricStat === undefined) === (source === undefined)) {
    throw invalid(`Query ${id} must have either MetricStat or Expression.`);
  }
  if (MetricStat === undefined) {
    const periodMs = input.Period === undefined ? undefined : readPeriod(input.Period);
    const expression = parseExpression(source!);
    return { kind: 'expression', id, label: Label ?? id, returned, expression, periodMs };
  }
  const { Namespace: namespace, MetricName: metric, Dimensions } = MetricStat.Metric;
  if (namespace === undefined || metric === undefined) {
    throw invalid(`The Metric of query ${id} must have Namespace and MetricName.`);
  }
  return {
    kind: 'metric',
    id,
    label: Label ?? metric,
    returned,
    metric: { namespace, metric, dimensions: dimensionsOf(Dimensions) },
    statistic: parseStatistic(MetricStat.Stat),
    periodMs: readPeriod(MetricStat.Period),
    unit: MetricStat.Unit,
  };
}

/** CloudWatch's periods, in ms: 1, 5, 10, 20, 30 seconds or whole minutes. */
export function readPeriod(seconds: number): number {
  const fits = [1, 5, 10, 20, 30].includes(seconds) || (seconds >= 60 && seconds % 60 === 0);
  if (fits) return seconds * 1000;
  throw invalid(`Period ${seconds} must be 1, 5, 10, 20, 30 or a multiple of 60.`);
}

/**
 * Where the first period starts, ms: AWS rounds down to a whole minute, or to the division of a minute
 * that a shorter period makes; a longer one starts wherever that is. Data here are never old enough
 * for its rounding to 5 minutes and hours.
 */
export function roundStart(start: number, periodMs: number): number {
  const grain = Math.min(periodMs, 60_000);
  return Math.floor(start / grain) * grain;
}

export interface Window {
  /** Inclusive, ms; rounded as `roundStart` does. */
  readonly start: number;
  /** Exclusive, ms. */
  readonly end: number;
  readonly now: number;
}

/** Computes every query of a request; expressions may name the others in any order. */
export function computeQueries(
  store: MetricStore,
  queries: readonly MetricQuery[],
  window: Window,
): ReadonlyMap<string, MathValue> {
  const done = new Map<string, MathValue>();
  const open = new Set<string>();
  const metrics = queries.filter((query) => query.kind === 'metric');
  const shortest = Math.min(...metrics.map(({ periodMs }) => periodMs));

  const compute = (query: MetricQuery): MathValue => {
    if (query.kind === 'metric') {
      const start = roundStart(window.start, query.periodMs);
      return readSeries(store, { ...query, ...window, start });
    }
    const periods = periodsOf(query.periodMs ?? shortest, window);
    return evaluate(query.expression, {
      lookup,
      metrics: (idPart) =>
        metrics.filter(({ id }) => id.includes(idPart)).map(({ id }) => lookup(id) as Series),
      periodOf: (id) => metrics.find((metric) => metric.id === id)?.periodMs,
      periods,
    });
  };

  const lookup = (id: string): MathValue => {
    const known = done.get(id);
    if (known !== undefined) return known;
    const query = queries.find((candidate) => candidate.id === id);
    if (query === undefined) throw invalid(`Error in expression: the id ${id} is not defined.`);
    if (open.has(id)) throw invalid(`Error in expression: ${id} refers to itself.`);
    open.add(id);
    const value = compute(query);
    done.set(id, value);
    return value;
  };

  for (const { id } of queries) lookup(id);
  return done;
}

function periodsOf(periodMs: number, { start, end, now }: Window): readonly number[] {
  if (!Number.isFinite(periodMs)) return [];
  const first = roundStart(start, periodMs);
  const count = Math.ceil((Math.min(end, now) - first) / periodMs);
  return Array.from({ length: Math.max(count, 0) }, (_, index) => first + index * periodMs);
}
