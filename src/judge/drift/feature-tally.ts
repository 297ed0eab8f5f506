import { emptyTable, mergeTables, tallyOf, type BoundedTable } from '../answers/bounded-table';
import { addInto, keyOf } from '../answers/counts';
import { addTo, type ExactSum } from '../answers/exact-sum';
import { record, type Histogram } from '../answers/log-linear-histogram';

/** The values of one feature, in bounded size; merging is exact, so neither order nor grouping of rows matters. */
export interface FeatureTally {
  numbers: number;
  /** Of the numbers, the whole ones. */
  whole: number;
  texts: number;
  min?: number;
  max?: number;
  readonly sum: ExactSum;
  readonly squares: ExactSum;
  readonly histogram: Histogram;
  readonly categories: BoundedTable<{ n: number }>;
  /** Numbers by the part of the data they came in, such as an hour. */
  readonly chunks: BoundedTable<ChunkTally>;
}

export interface ChunkTally {
  n: number;
  readonly sum: ExactSum;
}

const category = { most: 500, empty: () => ({ n: 0 }) };
const chunk = { most: 200, empty: (): ChunkTally => ({ n: 0, sum: {} }) };

export const emptyFeature = (): FeatureTally => ({
  numbers: 0,
  whole: 0,
  texts: 0,
  sum: {},
  squares: {},
  histogram: {},
  categories: emptyTable(category.empty),
  chunks: emptyTable(chunk.empty),
});

export function addValue(tally: FeatureTally, value: number | string, chunkName?: string): void {
  if (typeof value === 'string') {
    tally.texts += 1;
    tallyOf(tally.categories, value, category).n += 1;
    return;
  }
  tally.numbers += 1;
  if (Number.isInteger(value)) tally.whole += 1;
  extend(tally, value, value);
  addTo(tally.sum, value);
  addTo(tally.squares, value * value);
  record(tally.histogram, value);
  if (chunkName === undefined) return;
  const part = tallyOf(tally.chunks, keyOf(chunkName), chunk);
  part.n += 1;
  addTo(part.sum, value);
}

export function mergeFeatures(a: FeatureTally, b: FeatureTally): FeatureTally {
  const merged: FeatureTally = {
    ...emptyFeature(),
    numbers: a.numbers + b.numbers,
    whole: a.whole + b.whole,
    texts: a.texts + b.texts,
    categories: mergeTables(a.categories, b.categories, category),
    chunks: mergeTables(a.chunks, b.chunks, chunk),
  };
  for (const { sum, squares, histogram, min, max } of [a, b]) {
    addInto(merged.sum, sum);
    addInto(merged.squares, squares);
    addInto(merged.histogram, histogram);
    if (min !== undefined && max !== undefined) extend(merged, min, max);
  }
  return merged;
}

function extend(tally: FeatureTally, low: number, high: number): void {
  tally.min = Math.min(tally.min ?? low, low);
  tally.max = Math.max(tally.max ?? high, high);
}
