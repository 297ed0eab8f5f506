import { z } from 'zod';
import { sandboxAccount } from '../wire/caller';
import { parseExpression, type Expression } from './expression';
import { evaluate } from './expression-value';
import { dimensionList, dimensionsOf, flag, invalid, text, whole } from './input';
import type { MathValue } from './math-value';
import type { MetricId, MetricStore } from './metric-store';
import { readSeries, type Series } from './series';
import { parseStatistic, type Statistic } from './statistic';

const notServed = (what: string): string => `the sandbox does not imitate ${what}`;

/** The wire's form of one query, of GetMetricData or of an alarm. */
export const metricQuerySchema = z.object({
  Id: text.regex(/^[a-z]\w*$/, 'must start with a lower-case letter').max(255),
  MetricStat: z
    .object({
      Metric: z.object({
        Namespace: text.min(1),
        MetricName: text.min(1),
        Dimensions: dimensionList,
      }),
      Period: whole,
      Stat: text,
      Unit: text.optional(),
    })
    .optional(),
  Expression: text.min(1).max(2048).optional(),
  Label: text.refine((label) => !label.includes('${'), notServed('dynamic labels')).optional(),
  ReturnData: flag.optional(),
  Period: whole.optional(),
  AccountId: z.literal(sandboxAccount, notServed('metrics of other accounts')).optional(),
});

export type MetricQueryInput = z.output<typeof metricQuerySchema>;

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
  return inputs.map((input) => {
    if (ids.has(input.Id)) throw invalid(`The id ${input.Id} is used by more than one query.`);
    ids.add(input.Id);
    return readMetricQuery(input);
  });
}

function readMetricQuery(input: MetricQueryInput): MetricQuery {
  const { Id: id, MetricStat, Expression: source, Label, ReturnData: returned = true } = input;
  if ((MetricStat === undefined) === (source === undefined)) {
    throw invalid(`Query ${id} must have either MetricStat or Expression.`);
  }
  if (MetricStat === undefined) {
    const periodMs = input.Period === undefined ? undefined : readPeriod(input.Period);
    const expression = parseExpression(source!);
    return { kind: 'expression', id, label: Label ?? id, returned, expression, periodMs };
  }
  const { Namespace: namespace, MetricName: metric, Dimensions } = MetricStat.Metric;
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
