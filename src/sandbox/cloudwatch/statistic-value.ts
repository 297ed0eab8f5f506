import { unpack } from './packed-samples';
import type { Point } from './point';
import type { Bounds, Measure, SimpleStatistic, Statistic } from './statistic';
import { isUniform } from './statistic-set';

/** A value and how many samples have it; lists of these are sorted by value. */
type Weighted = readonly [value: number, count: number];

/** One statistic over the points of a period; undefined when CloudWatch would give no datapoint. */
export function statisticValue(statistic: Statistic, points: readonly Point[]): number | undefined {
  const parts = simpleParts(points);
  if (parts.count === 0) return undefined;
  if (statistic.kind === 'simple') return simpleValue(statistic.name, parts);
  const samples = sortedSamples(points);
  if (samples === undefined) return undefined;
  if (statistic.kind === 'percentile') {
    // "Percentile statistics are not available for metrics when any of the metric values are negative."
    return samples[0]![0] < 0 ? undefined : percentile(samples, statistic.ratio);
  }
  return boundedValue(statistic.measure, statistic.bounds, samples);
}

/** Number of samples behind the points. */
export function sampleCount(points: readonly Point[]): number {
  return simpleParts(points).count;
}

function simpleValue(
  name: SimpleStatistic,
  { count, sum, minimum, maximum }: ReturnType<typeof simpleParts>,
): number {
  switch (name) {
    case 'SampleCount':
      return count;
    case 'Sum':
      return sum;
    case 'Average':
      return sum / count;
    case 'Minimum':
      return minimum;
    case 'Maximum':
      return maximum;
  }
}

function simpleParts(points: readonly Point[]) {
  const total = { count: 0, sum: 0, minimum: Infinity, maximum: -Infinity };
  const add = (count: number, sum: number, minimum: number, maximum: number): void => {
    total.count += count;
    total.sum += sum;
    total.minimum = Math.min(total.minimum, minimum);
    total.maximum = Math.max(total.maximum, maximum);
  };
  for (const { samples, set } of points) {
    if (set !== undefined) add(set.sampleCount, set.sum, set.minimum, set.maximum);
    const { values, counts, sum } = unpack(samples);
    values.forEach((value, index) => {
      const count = counts?.[index] ?? 1;
      add(count, sum === undefined ? value * count : 0, value, value);
    });
    total.sum += sum ?? 0;
  }
  return total;
}

/** Undefined when part of the samples is known as a statistic set only, unless all of it are equal. */
function sortedSamples(points: readonly Point[]): readonly Weighted[] | undefined {
  const samples: Weighted[] = [];
  for (const { samples: packed, set } of points) {
    if (set !== undefined && !isUniform(set)) return undefined;
    if (set !== undefined) samples.push([set.minimum, set.sampleCount]);
    const { values, counts } = unpack(packed);
    values.forEach((value, index) => samples.push([value, counts?.[index] ?? 1]));
  }
  return samples.filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
}

/** Nearest rank: the smallest value with at least this share of the samples at or below it. */
function percentile(samples: readonly Weighted[], ratio: number): number {
  const rank = ratio * total(samples);
  let seen = 0;
  for (const [value, count] of samples) {
    seen += count;
    // A rank that is whole on paper may be a hair above it in floating point.
    if (seen >= rank - 1e-9 * seen) return value;
  }
  return samples.at(-1)![0];
}

function boundedValue(
  measure: Measure,
  bounds: Bounds,
  samples: readonly Weighted[],
): number | undefined {
  const inside =
    bounds.by === 'value' ? insideValues(samples, bounds) : insideRanks(samples, bounds);
  const count = total(inside);
  const sum = inside.reduce((result, [value, weight]) => result + value * weight, 0);
  switch (measure) {
    case 'TC':
      return count;
    case 'TS':
      return sum;
    case 'PR':
      return (100 * count) / total(samples);
    case 'TM':
      return count === 0 ? undefined : sum / count;
    case 'WM':
      return winsorized(samples, inside, bounds);
  }
}

function insideValues(samples: readonly Weighted[], bounds: Bounds): readonly Weighted[] {
  const { lower = -Infinity, upper = Infinity } = bounds;
  return samples.filter(([value]) => value > lower && value <= upper);
}

/** Cuts by rank; a sample on the cut counts with the part of it that lies inside. */
function insideRanks(samples: readonly Weighted[], bounds: Bounds): readonly Weighted[] {
  const all = total(samples);
  const from = (bounds.lower ?? 0) * all;
  const to = (bounds.upper ?? 1) * all;
  let seen = 0;
  const inside: Weighted[] = [];
  for (const [value, count] of samples) {
    const weight = Math.min(seen + count, to) - Math.max(seen, from);
    seen += count;
    if (weight > 0) inside.push([value, weight]);
  }
  return inside;
}

/** Samples outside count as the bound they passed. */
function winsorized(
  samples: readonly Weighted[],
  inside: readonly Weighted[],
  bounds: Bounds,
): number | undefined {
  const byRank = bounds.by === 'rank';
  if (byRank && inside.length === 0) return undefined;
  const floor = byRank ? inside[0]![0] : (bounds.lower ?? -Infinity);
  const ceiling = byRank ? inside.at(-1)![0] : (bounds.upper ?? Infinity);
  const sum = samples.reduce(
    (result, [value, count]) => result + Math.min(Math.max(value, floor), ceiling) * count,
    0,
  );
  return sum / total(samples);
}

function total(samples: readonly Weighted[]): number {
  return samples.reduce((result, [, count]) => result + count, 0);
}
