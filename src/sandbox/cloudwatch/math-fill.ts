import type { Expression } from './expression';
import {
  asList,
  fromPeriods,
  isList,
  likeSource,
  problem,
  type MathScope,
  type MathValue,
} from './math-value';
import type { Series } from './series';

type Filler = (series: Series) => (period: number) => number | undefined;

/** FILL(series, number | series | REPEAT | LINEAR): a value for every period without one. */
export function fill(
  source: MathValue,
  filler: Expression,
  evaluate: (expression: Expression) => MathValue,
  { periods }: MathScope,
): MathValue {
  const fillerOf = readFiller(filler, evaluate);
  const filled = asList(source, 'FILL').map((series) => {
    const missing = fillerOf(series);
    return fromPeriods(periods, (period) => series.get(period) ?? missing(period));
  });
  return likeSource(source, filled);
}

function readFiller(filler: Expression, evaluate: (of: Expression) => MathValue): Filler {
  if (filler.kind === 'name' && filler.id === 'REPEAT') return repeat;
  if (filler.kind === 'name' && filler.id === 'LINEAR') return interpolate;
  const value = evaluate(filler);
  if (isList(value)) throw problem('FILL takes a number, a time series, REPEAT or LINEAR');
  return () => (typeof value === 'number' ? () => value : (period) => value.get(period));
}

/** "The most recent actual value of the metric before the missing value." */
function repeat(series: Series): (period: number) => number | undefined {
  const times = ascending(series);
  return (period) => {
    const last = times.findLast((at) => at < period);
    return last === undefined ? undefined : series.get(last);
  };
}

/** Between the values at both ends of the gap; a gap without one of them stays. */
function interpolate(series: Series): (period: number) => number | undefined {
  const times = ascending(series);
  return (period) => {
    const [before, after] = [times.findLast((at) => at < period), times.find((at) => at > period)];
    if (before === undefined || after === undefined) return undefined;
    const [low, high] = [series.get(before)!, series.get(after)!];
    return low + ((high - low) * (period - before)) / (after - before);
  };
}

function ascending(series: Series): readonly number[] {
  return [...series.keys()].sort((a, b) => a - b);
}
