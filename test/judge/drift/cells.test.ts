import type { CategoryCounts } from '../../../src/judge/drift/baseline';
import { categoryCells, unseenTexts } from '../../../src/judge/drift/category-cells';
import { addRow, emptyDataset, soundDataset } from '../../../src/judge/drift/dataset-tally';
import { gateFault } from '../../../src/judge/drift/drift-gate';
import { distanceOf, numberCells } from '../../../src/judge/drift/number-cells';
import { readRules } from '../../../src/judge/drift/read-rules';
import { record, type Histogram } from '../../../src/judge/answers/log-linear-histogram';
import { gate } from './story';

function histogramOf(...values: readonly number[]): Histogram {
  const histogram: Histogram = {};
  for (const value of values) record(histogram, value);
  return histogram;
}

describe('numbers over edges', () => {
  const numbers = { edges: [0, 10, 20], counts: [3, 4] };

  test('are below, between and above them; the outer bins count as within', () => {
    const seen = histogramOf(-1, 0, 5, 9, 11, 20, 20.1, 21, 300);

    expect(numberCells(numbers, seen)).toEqual({
      baseline: [0, 3, 4, 0],
      current: [1, 3, 3, 2],
      unsure: [0, 0, 0, 0],
    });
  });

  test('in the bin of an inner edge may belong below it', () => {
    // 10.1 is no border of bins.
    const seen = histogramOf(10.1, 10.1);

    expect(numberCells({ edges: [0, 10.1, 20], counts: [3, 4] }, seen)).toEqual({
      baseline: [0, 3, 4, 0],
      current: [0, 0, 2, 0],
      unsure: [0, 2, 0, 0],
    });
    expect(numberCells(numbers, histogramOf(10, 10)).unsure).toEqual([0, 0, 0, 0]);
    expect(numberCells({ edges: [-1, 0, 1], counts: [1, 1] }, histogramOf(0))).toMatchObject({
      current: [0, 0, 1, 0],
      unsure: [0, 0, 0, 0],
    });
  });

  test('of one value are less, the same or more', () => {
    expect(numberCells({ edges: [5, 5], counts: [7] }, histogramOf(-6, 4, 5, 5, 6, 7, 8))).toEqual({
      baseline: [0, 7, 0],
      current: [2, 2, 3],
      unsure: [0, 0, 0],
    });
  });

  test('share their bins with a histogram', () => {
    const cells = numberCells({ histogram: histogramOf(1, 2, 2) }, histogramOf(2, 3));

    expect(cells).toEqual({ baseline: [1, 2, 0], current: [0, 1, 1], unsure: [0, 0, 0] });
  });

  test('are as far apart as their sums, give or take what is unsure', () => {
    const far = { baseline: [1, 1], current: [0, 4], unsure: [1, 0] };

    expect(distanceOf(far)).toEqual({ least: 0.25, most: 0.5 });
    expect(distanceOf({ ...far, current: [4, 0], unsure: [0, 0] })).toEqual({
      least: 0.5,
      most: 0.5,
    });
    expect(distanceOf({ ...far, baseline: [0, 0] })).toEqual({ least: 0, most: 1 });
    expect(distanceOf({ ...far, current: [0, 0] })).toEqual({ least: 0, most: 1 });
  });
});

describe('names', () => {
  const table = (kept: Record<string, number>, other = 0) => ({
    kept: Object.fromEntries(Object.entries(kept).map(([name, n]) => [name, { n }])),
    other: { n: other },
  });
  const known = (kept: CategoryCounts['kept'], other: number): CategoryCounts => ({
    counts: new Map([
      ['c', 4],
      ['a', 3],
    ]),
    other,
    kept,
  });

  test.each<
    [CategoryCounts['kept'], other: number, beyond: number, baseline: number[], current: number[]]
  >([
    // All names are known of both: a, b, c, d and no others.
    ['all', 0, 0, [4, 3, 0, 0, 0], [2, 0, 1, 5, 0]],
    // Of the first ones those up to c.
    ['first', 9, 0, [4, 3, 0, 9], [2, 0, 1, 5]],
    // Of some only these.
    ['some', 9, 0, [4, 3, 9], [2, 0, 6]],
    // The current ones may be cut too: they are known up to d.
    ['all', 0, 6, [4, 3, 0, 0, 0], [2, 0, 1, 5, 6]],
  ])('of which %s are kept, %d beyond and %d here', (kept, other, beyond, baseline, current) => {
    const cells = categoryCells(known(kept, other), table({ b: 1, c: 2, d: 5 }, beyond));

    expect(cells).toEqual({ baseline, current });
  });

  test('that the domain has not are counted, the most frequent first', () => {
    const domain = new Set(['c']);
    const given = table({ b: 1, c: 2, d: 5, a: 1 }, 6);

    expect(unseenTexts({ domain }, given)).toEqual({ x: 7, most: 13, names: ['d', 'a', 'b'] });
    expect(unseenTexts({ categories: known('all', 0) }, given)!.names).toEqual(['d', 'b']);
    expect(unseenTexts({ categories: known('first', 2) }, given)).toBeUndefined();
    expect(unseenTexts({ domain, categories: known('all', 0) }, given)!.x).toBe(7);
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`n${index}`, 1]));
    expect(unseenTexts({ domain }, table(many))!.names).toHaveLength(10);
  });
});

test.each([
  [{ shift: 0 }, /move 0 SD/],
  [{ shift: Infinity }, /Infinity SD/],
  [{ warn: -0.1 }, /from -0.1 SD/],
  [{ slack: -0.01 }, /slack is -0.01/],
  [{ slack: 1 }, /slack is 1;/],
  [{ minimum: { rows: -1 } }, /-1 rows/],
  [{ alpha: 0 }, /alpha is 0,/],
  [{ alpha: 1 }, /alpha is 1,/],
  [{ warn: 0, slack: 0, minimum: { rows: 0 } }, /^undefined$/],
])('a rule with %j: %s', (part, fault) => {
  expect(String(gateFault({ ...gate, ...part }))).toMatch(fault);
});

test('counts of rows must be counts, and add up', () => {
  const tally = () => {
    const made = emptyDataset();
    for (const value of [1, 2.5, 'x']) addRow(made, new Map([['f', value]]), { chunk: 'c' });
    return made;
  };
  const sound = tally();
  const f = sound.features['f']!;
  const of = (change: object) => ({ ...sound, features: { f: { ...f, ...change } } });

  expect(soundDataset(sound)).toBe(true);
  for (const wrong of [-1, 0.5, NaN]) {
    for (const key of ['rows', 'refused', 'dropped'])
      expect(soundDataset({ ...emptyDataset(), [key]: wrong })).toBe(false);
    expect(soundDataset(of({ whole: wrong }))).toBe(false);
    expect(soundDataset(of({ chunks: { ...f.chunks, kept: { c: { n: wrong, sum: {} } } } }))).toBe(
      false,
    );
  }
  expect(soundDataset(of({ whole: 3 }))).toBe(false);
  expect(soundDataset({ ...sound, rows: 2 })).toBe(false);
  expect(soundDataset(of({ histogram: histogramOf(1) }))).toBe(false);
  expect(soundDataset(of({ categories: { kept: {}, other: { n: 0 } } }))).toBe(false);
  expect(soundDataset(of({ categories: { kept: {}, other: { n: 1 } } }))).toBe(true);
  const opposite = { kept: { a: { n: -1 }, b: { n: 2 } }, other: { n: 0 } };
  expect(soundDataset(of({ categories: opposite }))).toBe(false);
});

describe('the thresholds of a file', () => {
  const read = (value: unknown) => {
    const missing: string[] = [];
    return { ...readRules({ value, at: 'c' }, missing), missing };
  };
  const defaults = {
    checked: true,
    compared: true,
    typeMatch: 1,
    domainMatch: 1,
    distance: 0.1,
    categoryDistance: 0.1,
    method: 'Robust',
  } as const;

  test.each<[unknown, object]>([
    [undefined, {}],
    [{ evaluate_constraints: 'Disabled' }, { checked: false }],
    [{ evaluate_constraints: 'what' }, {}],
    [
      { datatype_check_threshold: 0.5, domain_content_threshold: 0 },
      { typeMatch: 0.5, domainMatch: 0 },
    ],
    [{ datatype_check_threshold: 1.5 }, { missing: ['c.datatype_check_threshold'] }],
    [{ distribution_constraints: { perform_comparison: 'Disabled' } }, { compared: false }],
    // One distance is for both kinds, unless categories have their own.
    [
      { distribution_constraints: { comparison_threshold: 0.3 } },
      { distance: 0.3, categoryDistance: 0.3 },
    ],
    [
      {
        distribution_constraints: {
          comparison_threshold: 0.3,
          categorical_comparison_threshold: 0.2,
          categorical_drift_method: 'LInfinity',
        },
      },
      { distance: 0.3, categoryDistance: 0.2 },
    ],
    [
      { distribution_constraints: { categorical_drift_method: 'ChiSquared' } },
      { missing: ['c.distribution_constraints.categorical_drift_method'] },
    ],
    [{ distribution_constraints: { comparison_method: 'Simple' } }, { method: 'Simple' }],
    [{ distribution_constraints: { comparison_method: 'linf_simple' } }, { method: 'Simple' }],
    [{ distribution_constraints: { comparison_method: 'linf_robust' } }, {}],
    [{ distribution_constraints: { comparison_method: 'else' } }, {}],
  ])('%j', (config, change) => {
    expect(read(config)).toEqual({ ...defaults, missing: [], ...change });
  });

  test('of a feature go before those of all', () => {
    const base = { ...defaults, checked: false, compared: false, method: 'Simple' } as const;
    const own = { value: { evaluate_constraints: 'Enabled' }, at: 'c' };

    expect(readRules(own, [], base)).toEqual({ ...base, checked: true });
    expect(readRules({ value: {}, at: 'c' }, [], base)).toEqual(base);
    const robust = { distribution_constraints: { comparison_method: 'Robust' } };
    expect(readRules({ value: robust, at: 'c' }, [], base).method).toBe('Robust');
  });
});
