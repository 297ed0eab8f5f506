import { sumOf, type ExactSum } from '../answers/exact-sum';
import { isCount, sum } from '../statistics/counting';
import { addValue, emptyFeature, mergeFeatures, type FeatureTally } from './feature-tally';
import type { Row } from './row';

/** What is known of rows: plain JSON of bounded size, folded row by row and merged in any order. */
export interface DatasetTally {
  rows: number;
  /** Records that were no rows. */
  refused: number;
  /** Values of features beyond the bound, which keeps the first names in the order of their code units. */
  dropped: number;
  readonly features: Record<string, FeatureTally>;
}

const mostFeatures = 500;

export const emptyDataset = (): DatasetTally => ({ rows: 0, refused: 0, dropped: 0, features: {} });

export interface RowReading {
  /** Which part of the data the row came in, such as its hour. */
  readonly chunk?: string;
  /** Features whose numbers are names, such as codes: those that the baseline has as strings. */
  readonly texts?: ReadonlySet<string>;
}

/** Folds one record in; undefined is one that could not be read. */
export function addRow(tally: DatasetTally, row: Row | undefined, reading: RowReading = {}): void {
  if (!row) {
    tally.refused += 1;
    return;
  }
  tally.rows += 1;
  for (const [name, value] of row) {
    const named = reading.texts?.has(name) ? String(value) : value;
    addValue((tally.features[name] ??= emptyFeature()), named, reading.chunk);
  }
  keepFirst(tally);
}

export function mergeDatasets(a: DatasetTally, b: DatasetTally): DatasetTally {
  const merged: DatasetTally = {
    rows: a.rows + b.rows,
    refused: a.refused + b.refused,
    dropped: a.dropped + b.dropped,
    features: {},
  };
  for (const name of new Set([...Object.keys(a.features), ...Object.keys(b.features)]))
    merged.features[name] = mergeFeatures(
      a.features[name] ?? emptyFeature(),
      b.features[name] ?? emptyFeature(),
    );
  keepFirst(merged);
  return merged;
}

/** Whether these can be counts at all: what was read from outside may be anything. */
export function soundDataset({ rows, refused, dropped, features }: DatasetTally): boolean {
  const counts = Object.values(features).every(
    ({ numbers, whole, texts, histogram, categories, chunks, sum: total, squares }) =>
      [numbers, whole, texts, ...Object.values(histogram)].every(isCount) &&
      [total, squares, ...Object.values(chunks.kept).map((part) => part.sum)].every(isSum) &&
      [...Object.values(categories.kept), categories.other].every(({ n }) => isCount(n)) &&
      [...Object.values(chunks.kept), chunks.other].every(({ n }) => isCount(n)) &&
      whole <= numbers &&
      numbers + texts <= rows &&
      sum(Object.values(histogram)) === numbers &&
      sum(Object.values(categories.kept).map(({ n }) => n)) + categories.other.n === texts,
  );
  return [rows, refused, dropped].every(isCount) && counts;
}

/** Whole numbers of units that are there: of a unit beyond the doubles the sum would be no number. */
function isSum(sum: ExactSum): boolean {
  return Object.values(sum).every(Number.isSafeInteger) && Number.isFinite(sumOf(sum));
}

function keepFirst(tally: DatasetTally): void {
  const names = Object.keys(tally.features);
  if (names.length <= mostFeatures) return;
  for (const name of names.sort().slice(mostFeatures)) {
    const { numbers, texts } = tally.features[name]!;
    tally.dropped += numbers + texts;
    delete tally.features[name];
  }
}
