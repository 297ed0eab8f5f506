import { AwsError } from '../wire/operation';
import type { Series } from './series';

/** A scalar (NaN: none), a time series, or several time series: the three types of metric math. */
export type MathValue = number | Series | readonly Series[];

/** What an expression may refer to. */
export interface MathScope {
  /** Value of another query of the same request; throws for an id that is not there. */
  readonly lookup: (id: string) => MathValue;
  /** METRICS(): the series of all metric queries with this text in their id, not of expressions. */
  readonly metrics: (idPart: string) => readonly Series[];
  /** Period of a metric query in ms; undefined for anything else. */
  readonly periodOf: (id: string) => number | undefined;
  /** Starts of all periods in the range, ms, oldest first: what FILL fills. */
  readonly periods: readonly number[];
}

/** Computes a series period by period; a value that is none or infinite gives no datapoint. */
export function fromPeriods(
  periods: Iterable<number>,
  value: (period: number) => number | undefined,
): Series {
  const series = new Map<number, number>();
  for (const period of [...periods].sort((a, b) => a - b)) {
    const result = value(period);
    if (result !== undefined && Number.isFinite(result)) series.set(period, result);
  }
  return series;
}

export function isList(value: MathValue): value is readonly Series[] {
  return Array.isArray(value);
}

export function asList(value: MathValue, what: string): readonly Series[] {
  if (typeof value === 'number') throw problem(`${what} needs time series, not a number`);
  return isList(value) ? value : [value];
}

export function asScalar(value: MathValue, what: string): number {
  if (typeof value === 'number') return value;
  throw problem(`${what} must be a number`);
}

/** Does the same to one series, or to each of several. */
export function each(
  value: MathValue,
  what: string,
  change: (series: Series) => Series,
): Series | readonly Series[] {
  if (isList(value)) return value.map(change);
  return asList(value, what).map(change)[0]!;
}

/** What was one series before stays one; several stay several. */
export function likeSource(source: MathValue, results: readonly Series[]): MathValue {
  return isList(source) ? results : results[0]!;
}

export function problem(text: string): AwsError {
  return new AwsError('ValidationException', `Error in expression: ${text}.`);
}
