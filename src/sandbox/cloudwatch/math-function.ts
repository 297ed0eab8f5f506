import { reduce, reducers } from './math-aggregate';
import {
  asList,
  asScalar,
  each,
  fromPeriods,
  problem,
  type MathScope,
  type MathValue,
} from './math-value';
import type { Series } from './series';

/** A function of evaluated arguments. */
type MathFunction = (args: readonly MathValue[], scope: MathScope) => MathValue;

interface Signature {
  /** Least and most arguments. */
  readonly takes: readonly [number, number];
  readonly compute: MathFunction;
}

const dayMs = 86_400_000;

/** Whole numbers of a period's start in UTC; Monday is day 1. */
const calendar: Readonly<Record<string, (date: Date) => number>> = {
  MINUTE: (date) => date.getUTCMinutes(),
  HOUR: (date) => date.getUTCHours(),
  DAY: (date) => ((Math.floor(date.getTime() / dayMs) + 3) % 7) + 1,
  DATE: (date) => date.getUTCDate(),
  MONTH: (date) => date.getUTCMonth() + 1,
  YEAR: (date) => date.getUTCFullYear(),
  EPOCH: (date) => date.getTime() / 1000,
};

const pointwise: Readonly<Record<string, (value: number) => number>> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
  LOG: Math.log,
  LOG10: Math.log10,
};

/** Of a value and the one before it: the first one has none. */
const stepwise: Readonly<Record<string, (change: number, seconds: number) => number>> = {
  DIFF: (change) => change,
  DIFF_TIME: (_change, seconds) => seconds,
  RATE: (change, seconds) => change / seconds,
};

const one = (compute: (value: MathValue, scope: MathScope) => MathValue): Signature => ({
  takes: [1, 1],
  compute: ([value], scope) => compute(value!, scope),
});

const tables = <Entry>(
  table: Readonly<Record<string, Entry>>,
  signature: (entry: Entry, name: string) => Signature,
) => Object.entries(table).map(([name, entry]) => [name, signature(entry, name)] as const);

const functions: ReadonlyMap<string, Signature> = new Map([
  ...tables(reducers, (reducer) => one((value, scope) => reduce(value, reducer, scope))),
  ...tables(pointwise, (change, name) =>
    one((value) =>
      each(value, name, (series) => fromPeriods(series.keys(), (at) => change(series.get(at)!))),
    ),
  ),
  ...tables(stepwise, (change, name) =>
    one((value) => each(value, name, (series) => steps(series, change))),
  ),
  ...tables(calendar, (read, name) =>
    one((value, { periods }) =>
      each(value, name, () => fromPeriods(periods, (at) => read(new Date(at)))),
    ),
  ),
  ['RUNNING_SUM', one((value) => each(value, 'RUNNING_SUM', runningSum))],
  [
    'TIME_SERIES',
    one((value, { periods }) => fromPeriods(periods, () => asScalar(value, 'TIME_SERIES'))),
  ],
  ['METRIC_COUNT', one((value) => asList(value, 'METRIC_COUNT').length)],
  ['REMOVE_EMPTY', one((value) => asList(value, 'REMOVE_EMPTY').filter(({ size }) => size > 0))],
  ['FIRST', one((value) => asList(value, 'FIRST').at(0) ?? new Map<number, number>())],
  ['LAST', one((value) => asList(value, 'LAST').at(-1) ?? new Map<number, number>())],
  [
    'SLICE',
    {
      takes: [2, 3],
      compute: ([value, from, to]) =>
        asList(value!, 'SLICE').slice(
          asScalar(from!, 'The start of SLICE'),
          to === undefined ? undefined : asScalar(to, 'The end of SLICE'),
        ),
    },
  ],
]);

/** Calls a function by its name, in capitals as AWS demands it; throws ValidationException. */
export function callFunction(
  name: string,
  args: readonly MathValue[],
  scope: MathScope,
): MathValue {
  const known = functions.get(name);
  const [least, most] = known?.takes ?? [0, 0];
  if (known !== undefined && args.length >= least && args.length <= most) {
    return known.compute(args, scope);
  }
  throw problem(`the sandbox does not serve ${name} with ${args.length} argument(s)`);
}

/** SORT(series, AVG | MIN | MAX | SUM, ASC | DESC, limit?). */
export function sort(
  value: MathValue,
  by: string,
  order: string,
  scope: MathScope,
  limit?: number,
): readonly Series[] {
  const reducer = ['AVG', 'MIN', 'MAX', 'SUM'].includes(by) ? reducers[by] : undefined;
  if (reducer === undefined || !['ASC', 'DESC'].includes(order)) {
    throw problem('SORT takes series, one of AVG, MIN, MAX and SUM, and ASC or DESC');
  }
  const sign = order === 'ASC' ? 1 : -1;
  const ranked = asList(value, 'SORT').map((series) => ({
    series,
    rank: reduce(series, reducer, scope) as number,
  }));
  ranked.sort((a, b) => sign * (a.rank - b.rank));
  return ranked.slice(0, limit).map(({ series }) => series);
}

function steps(series: Series, change: (change: number, seconds: number) => number): Series {
  const times = [...series.keys()].sort((a, b) => a - b);
  const before = new Map(times.map((at, index) => [at, times[index - 1]]));
  return fromPeriods(times, (at) => {
    const last = before.get(at);
    if (last === undefined) return undefined;
    return change(series.get(at)! - series.get(last)!, (at - last) / 1000);
  });
}

function runningSum(series: Series): Series {
  let total = 0;
  return fromPeriods(series.keys(), (at) => (total += series.get(at)!));
}
