import fc from 'fast-check';
import { textFeatures } from '../../../src/judge/drift/baseline';
import { baselineOf } from '../../../src/judge/drift/baseline-of';
import {
  addRow,
  emptyDataset,
  mergeDatasets,
  soundDataset,
  type DatasetTally,
} from '../../../src/judge/drift/dataset-tally';
import { driftVerdict } from '../../../src/judge/drift/drift-verdict';
import { readBaseline } from '../../../src/judge/drift/read-baseline';
import { rowOfJson, rowsOfCsv } from '../../../src/judge/drift/row';
import { asMonitorWrites, end, gate, onFile, payments } from './story';

function tallyOf(records: readonly unknown[], chunk?: string) {
  const tally = emptyDataset();
  for (const record of records)
    addRow(tally, rowOfJson(record), { ...(chunk !== undefined && { chunk }) });
  return tally;
}

describe('a row', () => {
  test.each<[string, unknown, object | undefined]>([
    ['numbers, texts, truth', { a: 1.5, b: 'x', c: true }, { a: 1.5, b: 'x', c: 'true' }],
    ['missing values', { a: null, b: NaN, c: undefined }, {}],
    [
      'nested values',
      { user: { age: 7 }, items: [1, 'x'] },
      { 'user.age': 7, 'items.0': 1, 'items.1': 'x' },
    ],
    ['what no sum can hold', { a: Infinity, b: 1e200 }, { a: 'Infinity', b: '1e+200' }],
    ['names that every object has', { constructor: 1 }, { '"constructor"': 1 }],
    ['no object', [1, 2], undefined],
    ['nothing', null, undefined],
  ])('of JSON with %s', (_, record, row) => {
    const read = rowOfJson(record);

    expect(read && Object.fromEntries(read)).toEqual(row);
  });

  test('of CSV', () => {
    const rows = rowsOfCsv('1.5,"a,b",007\n-2e3,,NaN\n1,2\n', ['x', 'y', 'code']);

    expect(rows.map((row) => row && Object.fromEntries(row))).toEqual([
      { x: 1.5, y: 'a,b', code: '007' },
      { x: -2000 },
      undefined,
    ]);
  });

  test('whose numbers are names is read so', () => {
    const tally = emptyDataset();

    addRow(tally, rowOfJson({ code: 12 }), { texts: new Set(['code']) });

    expect(tally.features.code).toMatchObject({ numbers: 0, texts: 1 });
  });
});

test('codes that the baseline knows as names are read as names', () => {
  const coded = (count: number, texts?: ReadonlySet<string>): DatasetTally => {
    const tally = emptyDataset();
    for (let row = 0; row < count; row += 1)
      addRow(tally, rowOfJson({ code: row % 3 }), texts && { texts });
    return tally;
  };
  const known = onFile(coded(5_000, new Set(['code'])));

  const [plain, named] = [coded(5_000), coded(5_000, textFeatures(known))].map((current) =>
    driftVerdict(gate, { baseline: known, current }, end),
  );

  expect(plain!.result).toBe('inconclusive');
  expect(plain!.sentence).toContain('code (its numbers were not read as names)');
  expect(named!.result).toBe('pass');
});

test('a baseline has the shapes that Model Monitor writes', () => {
  const rows = [
    { age: 20, price: 1.5, country: 'DE' },
    { age: 30, price: 2.5, country: 'DE' },
    { age: 40, price: -4, country: 'FR' },
    { age: null, price: 8, country: 'US' },
  ];

  const { statistics, constraints } = baselineOf(tallyOf(rows));

  const [age, country, price] = statistics.features;
  expect(statistics.dataset).toEqual({ item_count: 4 });
  expect(age).toMatchObject({
    name: 'age',
    inferred_type: 'Integral',
    numerical_statistics: {
      common: { num_present: 3, num_missing: 1 },
      mean: 30,
      sum: 90,
      std_dev: 10,
      min: 20,
      max: 40,
    },
  });
  const { buckets } = age!.numerical_statistics!.distribution.kll;
  expect(buckets).toHaveLength(10);
  expect(buckets[0]).toEqual({ lower_bound: 20, upper_bound: 22, count: 1 });
  expect(buckets[9]).toEqual({ lower_bound: 38, upper_bound: 40, count: 1 });
  expect(country).toEqual({
    name: 'country',
    inferred_type: 'String',
    string_statistics: {
      common: { num_present: 4, num_missing: 0 },
      distinct_count: 3,
      distribution: {
        categorical: {
          buckets: [
            { value: 'DE', count: 2 },
            { value: 'FR', count: 1 },
            { value: 'US', count: 1 },
          ],
        },
      },
    },
  });
  expect(price!.inferred_type).toBe('Fractional');
  expect(constraints.features).toEqual([
    {
      name: 'age',
      inferred_type: 'Integral',
      completeness: 0.75,
      num_constraints: { is_non_negative: true },
    },
    {
      name: 'country',
      inferred_type: 'String',
      completeness: 1,
      string_constraints: { domains: ['DE', 'FR', 'US'] },
    },
    {
      name: 'price',
      inferred_type: 'Fractional',
      completeness: 1,
      num_constraints: { is_non_negative: false },
    },
  ]);
  expect(constraints.monitoring_config.distribution_constraints).toMatchObject({
    comparison_threshold: 0.1,
    comparison_method: 'Robust',
  });
});

test('what is written is read back', () => {
  const { features, rows, missing } = onFile(payments(500, { seed: 1 }));

  expect([rows, missing]).toEqual([500, []]);
  expect(features.map(({ name, type }) => [name, type])).toEqual([
    ['amount', 'number'],
    ['country', 'text'],
    ['items', 'whole'],
  ]);
  expect(features[0]).toMatchObject({ completeness: 1, nonNegative: true, chunks: { count: 24 } });
});

describe("another's files", () => {
  const { statistics, constraints } = asMonitorWrites(payments(500, { seed: 1 })) as {
    statistics: { features: object[] };
    constraints: { monitoring_config: { distribution_constraints: object } };
  };

  test('are read as far as they say', () => {
    const { features, missing } = readBaseline(statistics);

    expect(missing).toEqual([]);
    expect(features[0]!.numbers).toMatchObject({ counts: expect.arrayContaining([]) as number[] });
    expect(features[0]!.chunks).toBeUndefined();
  });

  test('name what they lack', () => {
    const [amount, ...rest] = statistics.features;
    const bare = { ...amount, numerical_statistics: { common: { num_present: 5 }, mean: 1 } };

    const { missing } = readBaseline({ features: [bare, ...rest] });

    expect(missing).toEqual([
      'dataset.item_count',
      'amount.common',
      'amount.mean and std_dev',
      'amount.distribution.kll.buckets',
    ]);
  });

  test('set thresholds, for all or for one feature', () => {
    const rules = {
      features: [
        {
          name: 'amount',
          completeness: 0.5,
          monitoringConfigOverrides: { distribution_constraints: { comparison_threshold: 0.3 } },
        },
      ],
      monitoring_config: {
        datatype_check_threshold: 0.8,
        distribution_constraints: {
          comparison_threshold: 0.2,
          comparison_method: 'linf_simple',
          categorical_drift_method: 'ChiSquared',
        },
      },
    };

    const { features, missing } = readBaseline(statistics, rules);

    const [amount, country] = features;
    expect(amount).toMatchObject({
      completeness: 0.5,
      rules: { typeMatch: 0.8, distance: 0.3, method: 'Simple' },
    });
    expect(country!.rules).toMatchObject({ distance: 0.2, categoryDistance: 0.2, domainMatch: 1 });
    expect(missing).toEqual([
      'constraints.monitoring_config.distribution_constraints.categorical_drift_method',
    ]);
  });

  test('with thresholds that make no sense name them', () => {
    const { features, missing } = readBaseline(statistics, {
      monitoring_config: { datatype_check_threshold: 100 },
    });

    expect(features[0]!.rules.typeMatch).toBe(1);
    expect(missing).toEqual(['constraints.monitoring_config.datatype_check_threshold']);
  });

  test('have features that are constrained alone', () => {
    const { features, missing } = readBaseline(statistics, {
      ...constraints,
      features: [{ name: 'device', completeness: 1 }],
    });

    expect(features.at(-1)).toMatchObject({ name: 'device', type: 'unknown', completeness: 1 });
    expect(missing).toEqual(['device in statistics']);
  });
});

describe('merging tallies', () => {
  const value = fc.oneof(fc.double(), fc.integer(), fc.constantFrom('DE', 'FR', null, NaN, true));
  const record = fc.record({ a: value, b: value }, { requiredKeys: [] });
  const tally = fc
    .tuple(fc.array(record, { maxLength: 30 }), fc.constantFrom('x', 'y'))
    .map(([rows, chunk]) => tallyOf(rows, chunk));

  test('asks neither for order nor for grouping', () => {
    fc.assert(
      fc.property(tally, tally, tally, (a, b, c) => {
        const merged = mergeDatasets(mergeDatasets(a, b), c);

        expect(mergeDatasets(a, mergeDatasets(b, c))).toEqual(merged);
        expect(mergeDatasets(mergeDatasets(c, a), b)).toEqual(merged);
        expect(soundDataset(merged)).toBe(true);
      }),
    );
  });

  test('is the same as counting all at once', () => {
    fc.assert(
      fc.property(fc.array(record), fc.array(record), (first, second) => {
        expect(mergeDatasets(tallyOf(first), tallyOf(second))).toEqual(
          tallyOf([...first, ...second]),
        );
      }),
    );
  });
});

test('a tally stays of bounded size', () => {
  const tally = emptyDataset();
  for (let row = 0; row < 1_000; row += 1)
    addRow(tally, rowOfJson({ id: `id-${row}`, [`f${String(row).padStart(4, '0')}`]: row }));

  expect(Object.keys(tally.features)).toHaveLength(500);
  expect(tally.dropped).toBe(500 + 1_000);
  expect(soundDataset(tally)).toBe(true);
});
