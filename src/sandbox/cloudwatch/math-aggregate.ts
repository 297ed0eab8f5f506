import { fromPeriods, isList, type MathScope, type MathValue } from './math-value';

/** `size` is how many values there could be: AVG takes those that are missing for 0. */
type Reduce = (values: readonly number[], size: number) => number;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Functions that make one number of a series, and one series of several, by their names. */
export const reducers: Readonly<Record<string, Reduce>> = {
  SUM: sum,
  AVG: (values, size) => sum(values) / size,
  MIN: (values) => values.reduce((a, b) => Math.min(a, b), Infinity),
  MAX: (values) => values.reduce((a, b) => Math.max(a, b), -Infinity),
  DATAPOINT_COUNT: (values) => values.length,
  // Of all points, not estimated from a sample of them: AWS does not say which.
  STDDEV: (values) => {
    const mean = sum(values) / values.length;
    return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length);
  },
};

/** Over several series: one value a period; over one series: one number. */
export function reduce(value: MathValue, reducer: Reduce, { periods }: MathScope): MathValue {
  if (typeof value === 'number') return value;
  if (!isList(value)) {
    return reducer([...value.values()], Math.max(periods.length, value.size));
  }
  const all = new Set(value.flatMap((series) => [...series.keys()]));
  return fromPeriods(all, (period) =>
    reducer(
      value.map((series) => series.get(period)).filter((item) => item !== undefined),
      value.length,
    ),
  );
}
