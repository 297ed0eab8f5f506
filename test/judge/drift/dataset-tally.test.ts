import {
  addRow,
  emptyDataset,
  mergeDatasets,
  soundDataset,
  type DatasetTally,
} from '../../../src/judge/drift/dataset-tally';
import { emptyFeature, mergeFeatures } from '../../../src/judge/drift/feature-tally';

/** One row with as many features, `f000` and on. */
function wide(features: number, from = 0): DatasetTally {
  const tally = emptyDataset();
  const names = Array.from(
    { length: features },
    (_, index) => `f${String(from + index).padStart(3, '0')}`,
  );
  addRow(tally, new Map(names.map((name, index) => [name, index % 2 === 0 ? index : 'text'])));
  return tally;
}

test('of more than 500 features the first by name are kept, and their values beyond are told', () => {
  expect(wide(500)).toMatchObject({ rows: 1, dropped: 0 });
  expect(Object.keys(wide(500).features)).toHaveLength(500);
  const more = wide(503);
  expect(Object.keys(more.features)).toHaveLength(500);
  expect(more.features).toHaveProperty('f499');
  expect(more.features).not.toHaveProperty('f500');
  expect(more.dropped).toBe(3);
  expect(mergeDatasets(wide(502), wide(503))).toMatchObject({ rows: 2, dropped: 5 });
  // 500 of either, 499 of which are in both; the other side's last one goes.
  const merged = mergeDatasets(wide(502), wide(500, 1));
  expect(merged).toMatchObject({ rows: 2, refused: 0, dropped: 3 });
  expect(Object.keys(merged.features).sort().at(-1)).toBe('f499');
  expect(merged.features['f001']).toMatchObject({ numbers: 1, texts: 1 });
});

test('a record that could not be read is refused, and nothing else', () => {
  const tally = emptyDataset();
  addRow(tally, undefined);

  expect(tally).toEqual({ rows: 0, refused: 1, dropped: 0, features: {} });
  expect(mergeDatasets(tally, tally)).toEqual({ rows: 0, refused: 2, dropped: 0, features: {} });
});

test('a feature holds its numbers, texts, least, largest, sums and parts', () => {
  const tally = emptyDataset();
  for (const [value, chunk] of [
    [4, 'x'],
    [-2.5, 'x'],
    [3, undefined],
    ['a', 'y'],
  ] as const)
    addRow(tally, new Map([['f', value]]), { ...(chunk !== undefined && { chunk }) });

  expect(tally.features['f']).toMatchObject({
    numbers: 3,
    whole: 2,
    texts: 1,
    min: -2.5,
    max: 4,
    categories: { kept: { a: { n: 1 } }, other: { n: 0 } },
    chunks: { kept: { x: { n: 2 } }, other: { n: 0 } },
  });
  expect(Object.keys(tally.features['f']!.chunks.kept)).toEqual(['x']);
  const { min, max } = mergeFeatures(tally.features['f']!, emptyFeature());
  expect([min, max]).toEqual([-2.5, 4]);
  expect(mergeFeatures(emptyFeature(), emptyFeature())).not.toHaveProperty('min');
});

test('of many parts the first 200 are kept, of many names the first 500', () => {
  const tally = emptyDataset();
  const named = (index: number): string => String(index).padStart(3, '0');
  for (let index = 0; index < 502; index += 1) {
    addRow(tally, new Map([['n', 1]]), { chunk: named(index) });
    addRow(tally, new Map([['t', named(index)]]));
  }

  const { n, t } = tally.features;
  expect(Object.keys(n!.chunks.kept)).toHaveLength(200);
  expect(n!.chunks.other).toMatchObject({ n: 302 });
  expect(Object.keys(t!.categories.kept)).toHaveLength(500);
  expect(t!.categories.other).toEqual({ n: 2 });
});

test('a sum of the parts beyond the bound, or of any, that is no sum is noticed', () => {
  const tally = emptyDataset();
  addRow(tally, new Map([['f', 1.5]]), { chunk: 'x' });
  const f = tally.features['f']!;
  const changed = (change: object): boolean =>
    soundDataset({ ...tally, features: { f: { ...f, ...change } } });

  expect(changed({})).toBe(true);
  expect(changed({ chunks: { ...f.chunks, other: { n: -1, sum: {} } } })).toBe(false);
  expect(
    changed({ chunks: { kept: { x: { n: 1, sum: { 0: 0.5 } } }, other: f.chunks.other } }),
  ).toBe(false);
  expect(changed({ sum: { 0: 0.5 } })).toBe(false);
  expect(changed({ sum: { 50: 1 } })).toBe(false);
  expect(changed({ sum: { 42: 1 } })).toBe(true);
  expect(changed({ numbers: 2 })).toBe(false);
});
