import type { Baseline, BaselineFeature } from '../../../src/judge/drift/baseline';
import { compare } from '../../../src/judge/drift/compare';
import { addRow, emptyDataset } from '../../../src/judge/drift/dataset-tally';
import { readBaseline } from '../../../src/judge/drift/read-baseline';

const rules: BaselineFeature['rules'] = {
  checked: true,
  compared: true,
  typeMatch: 1,
  domainMatch: 1,
  distance: 0.1,
  categoryDistance: 0.2,
  method: 'Simple',
};
const number: BaselineFeature = { name: 'f', type: 'number', nonNegative: false, rules };
const errors = { fail: 0.001, pass: 0.05 };

function rowsOf(values: readonly unknown[], chunk?: (index: number) => string) {
  const tally = emptyDataset();
  values.forEach((value, index) => {
    const row = new Map<string, number | string>();
    if (typeof value === 'number' || typeof value === 'string') row.set('f', value);
    addRow(tally, row, chunk && { chunk: chunk(index) });
  });
  return tally;
}

function compared(feature: Partial<BaselineFeature>, values: readonly unknown[], slack = 0) {
  const baseline: Baseline = { rows: 100, features: [{ ...number, ...feature }], missing: ['m'] };
  return compare(baseline, rowsOf(values), { shift: 3, slack, errors });
}

const figures = (...given: Parameters<typeof compared>) =>
  Object.fromEntries(
    compared(...given).findings.map(({ check, value, limit }) => [check, [value, limit]]),
  );

test('constraints are shares of the rows, of the values or of the numbers', () => {
  const values = [1, 2.5, -3, 'x', undefined];

  expect(figures({ completeness: 0.9 }, values, 0.01)).toEqual({
    completeness_check: [0.2, 0.11],
    data_type_check: [0.25, 0.01],
  });
  expect(figures({ type: 'whole', nonNegative: true }, values)).toEqual({
    data_type_check: [0.5, 0],
    non_negative_check: [1 / 3, 0],
  });
  expect(figures({ rules: { ...rules, typeMatch: 0.75 } }, values).data_type_check).toEqual([
    0.25, 0.25,
  ]);
  expect(figures({ rules: { ...rules, checked: false }, completeness: 1 }, values)).toEqual({});
});

test('names are held against the domain, and compared with the baseline’s', () => {
  const counts = new Map([
    ['a', 50],
    ['b', 50],
  ]);
  const text: Partial<BaselineFeature> = {
    type: 'text',
    categories: { counts, other: 0, kept: 'all' },
    rules: { ...rules, domainMatch: 0.9 },
  };

  const { categorical_values_check: unseen, baseline_drift_check: apart } = figures(text, [
    'a',
    'a',
    'a',
    'c',
  ]);
  expect(unseen![0]).toBe(0.25);
  expect(unseen![1]).toBeCloseTo(0.1, 12);
  expect(apart).toEqual([0.5, 0.2]);
  const [report] = compared(text, ['a', 'a', 'a', 'c']).features;
  expect(report).toMatchObject({
    feature: 'f',
    present: 4,
    absent: 0,
    unseen: ['c'],
    distance: 0.5,
  });
  expect(compared(text, ['a', 'b']).features[0]).not.toHaveProperty('unseen');
  // Numbers are no names: they were not read as such.
  const mixed = compared(text, ['a', 4]);
  expect(mixed.uncompared).toEqual(['f (its numbers were not read as names)']);
  expect(mixed.findings.map(({ check }) => check)).toEqual(['categorical_values_check']);
  expect(figures(text, [undefined])).toMatchObject({ baseline_drift_check: [1, 0.2] });
});

test('numbers are compared by their mean and their cells', () => {
  const known: Partial<BaselineFeature> = {
    moments: { n: 100, mean: 10, sd: 5 },
    numbers: { edges: [0, 10, 20], counts: [50, 50] },
  };
  const seen = compared(known, [5, 5, 5, 25]);

  expect(figures(known, [5, 5, 5, 25])).toMatchObject({
    shift: [0, 3],
    baseline_drift_check: [0.25, 0.1],
  });
  expect(seen.features[0]).toMatchObject({ present: 4, absent: 0, distance: 0.25 });
  expect(seen.uncompared).toEqual([]);
  const robust = compared({ ...known, rules: { ...rules, method: 'Robust' } }, [5, 5, 5, 25]);
  expect(robust.features[0]!.distance).toBe(0);
  const alone = compared({ ...known, rules: { ...rules, compared: false } }, [5, 5, 5, 25]);
  expect(alone.findings.map(({ check }) => check).sort()).toEqual(['data_type_check', 'shift']);
  expect(alone.uncompared).toEqual([]);
});

test.each<[sd: number, mean: number, type: 'number' | 'whole', apart: boolean]>([
  [0, 6400, 'number', true],
  [200, 6400, 'number', true],
  [199, 6400, 'number', false],
  [1, 64, 'whole', true],
  [1, 65, 'whole', false],
  [1, 64, 'number', false],
])('a deviation of %d around %d in %s values is seen by bins: %s', (sd, mean, type, apart) => {
  const known = {
    type,
    moments: { n: 100, mean, sd },
    numbers: { edges: [0, 10, 20], counts: [50, 50] },
  };

  expect('baseline_drift_check' in figures(known, [5, 15])).toBe(apart);
});

test('what the baseline does not say is not compared, and what it does not know is named', () => {
  expect(compared({}, [1, 2])).toMatchObject({
    rows: { baseline: 100, current: 2 },
    uncompared: ['f'],
    missing: ['m'],
    extra: [],
  });
  expect(compared({ type: 'unknown' }, [1]).uncompared).toEqual(['f']);
  expect(compared({ type: 'unknown', completeness: 1 }, [1]).uncompared).toEqual([]);
  expect(compared({ rules: { ...rules, compared: false } }, [1]).uncompared).toEqual([]);
  const none: Baseline = { rows: 1, features: [], missing: [] };
  expect(compare(none, rowsOf([1]), { shift: 3, slack: 0, errors }).extra).toEqual(['f']);
  expect(compared({}, []).features).toEqual([{ feature: 'f', present: 0, absent: 0 }]);
});

test('parts of the data stand outside three deviations of the baseline’s parts, or don’t', () => {
  const chunks = { count: 20, mean: 10, sd: 1 };
  const parts = (given: typeof chunks) =>
    compare(
      { rows: 100, features: [{ ...number, chunks: given }], missing: [] },
      rowsOf([10, 13, 13.1, 6.9, 7], (index) => `part ${index}`),
      { shift: 3, slack: 0, errors },
    ).features[0]!.chunk3sigma;

  expect(parts(chunks)).toEqual({ chunks: 5, outside: 2 });
  expect(parts({ ...chunks, count: 19 })).toBeUndefined();
});

describe('a file of another', () => {
  const file = (feature: object, own: object = {}) => {
    const { features, missing } = readBaseline(
      { version: 0, dataset: { item_count: 10 }, features: [{ name: 'f', ...feature }] },
      { version: 0, features: [{ name: 'f', ...own }] },
    );
    return { ...features[0]!, missing };
  };
  const common = { num_present: 8, num_missing: 2 };
  const kll = (...bounds: [number, number, number][]) => ({
    kll: {
      buckets: bounds.map(([lower_bound, upper_bound, count]) => {
        return { lower_bound, upper_bound, count };
      }),
    },
  });

  test('says of numbers their moments, buckets and parts', () => {
    const numerical_statistics = {
      common,
      mean: 5,
      std_dev: 2,
      distribution: kll([0, 5, 4], [5, 10, 4]),
      chunks: { count: 20, mean: 5, std_dev: 1 },
    };
    const fractional = file({ inferred_type: 'Fractional', numerical_statistics });

    expect(fractional).toEqual({
      name: 'f',
      type: 'number',
      completeness: 0.8,
      moments: { n: 8, mean: 5, sd: 2 },
      numbers: { edges: [0, 5, 10], counts: [4, 4] },
      chunks: { count: 20, mean: 5, sd: 1 },
      nonNegative: false,
      rules: expect.objectContaining({ checked: true }) as unknown,
      missing: [],
    });
    expect(file({ inferred_type: 'Integral', numerical_statistics }).type).toBe('whole');
    const still = { ...numerical_statistics, std_dev: 1e-7 };
    expect(file({ numerical_statistics: still }).moments).toEqual({ n: 8, mean: 5, sd: 0 });
  });

  test.each<[what: string, change: object, missing: string[]]>([
    ['one value', { common: { num_present: 1, num_missing: 2 } }, ['f.mean and std_dev']],
    ['no counts', { common: {} }, ['f.common', 'f.mean and std_dev']],
    [
      'no values at all',
      { common: { num_present: 0, num_missing: 0 } },
      ['f.common', 'f.mean and std_dev'],
    ],
    ['a negative deviation', { std_dev: -1 }, ['f.mean and std_dev']],
    ['no mean', { mean: null }, ['f.mean and std_dev']],
    ['no buckets', { distribution: {} }, ['f.distribution.kll.buckets']],
    ['falling edges', { distribution: kll([0, 5, 4], [5, 4, 4]) }, ['f.distribution.kll.buckets']],
    [
      'negative counts',
      { distribution: kll([0, 5, 4], [5, 6, -1]) },
      ['f.distribution.kll.buckets'],
    ],
    ['empty buckets', { distribution: kll([0, 5, 0]) }, ['f.distribution.kll.buckets']],
    [
      'a bin that is none',
      { distribution: { log_linear: { bins: { x: 1 } } } },
      ['f.distribution.kll.buckets'],
    ],
    [
      'a bin of half a value',
      { distribution: { log_linear: { bins: { 4: 0.5 } } } },
      ['f.distribution.kll.buckets'],
    ],
    [
      'empty bins',
      { distribution: { log_linear: { bins: { 4: 0 } } } },
      ['f.distribution.kll.buckets'],
    ],
    ['bins', { distribution: { log_linear: { bins: { 4: 0, 5: 8 } } } }, []],
    ['equal edges', { distribution: kll([5, 5, 8]) }, []],
    ['counts that are estimates', { distribution: kll([0, 5, 7.5]) }, []],
  ])('with %s', (_, change, missing) => {
    const sound = { common, mean: 5, std_dev: 2, distribution: kll([0, 5, 8]) };

    expect(file({ numerical_statistics: { ...sound, ...change } }).missing).toEqual(missing);
  });

  test.each<[string, categorical: unknown, expected: object | undefined]>([
    ['all names', { buckets: [{ value: 'a', count: 8 }] }, { other: 0, kept: 'all' }],
    ['some names', { buckets: [{ value: 'a', count: 6 }] }, { other: 2, kept: 'some' }],
    [
      'the first names',
      { buckets: [{ value: 'a', count: 6 }], other: 2 },
      { other: 2, kept: 'first' },
    ],
    ['no others', { buckets: [{ value: 'a', count: 8 }], other: 0 }, { other: 0, kept: 'all' }],
    ['more than there are', { buckets: [{ value: 'a', count: 9 }] }, { other: 0, kept: 'all' }],
    ['a name without a count', { buckets: [{ value: 'a' }] }, undefined],
    ['a count without a name', { buckets: [{ count: 3 }] }, undefined],
    ['counts of none', { buckets: [{ value: 'a', count: 0 }] }, undefined],
    ['nothing', undefined, undefined],
  ])('says of texts %s', (_, categorical, expected) => {
    const { type, categories, missing } = file({
      string_statistics: { common, distribution: { categorical } },
    });

    expect(type).toBe('text');
    if (expected) expect(categories).toMatchObject(expected);
    else expect(categories).toBeUndefined();
    expect(missing).toEqual(expected ? [] : ['f.distribution.categorical']);
  });

  test('constrains', () => {
    const own = {
      completeness: 0.5,
      num_constraints: { is_non_negative: true },
      string_constraints: { domains: ['a', 4, 'b'] },
    };
    const strings = { string_statistics: { common } };

    expect(file(strings, own)).toMatchObject({
      completeness: 0.5,
      nonNegative: true,
      domain: new Set(['a', 'b']),
    });
    expect(file(strings, { completeness: 1.5 }).completeness).toBe(0.8);
    expect(file(strings, { string_constraints: { domains: [] } })).not.toHaveProperty('domain');
    expect(file(strings, { num_constraints: { is_non_negative: 'yes' } }).nonNegative).toBe(false);
  });
});
