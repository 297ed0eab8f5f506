import {
  textFeatures,
  type Baseline,
  type BaselineFeature,
} from '../../../src/judge/drift/baseline';
import { baselineOf } from '../../../src/judge/drift/baseline-of';
import { addRow, emptyDataset, type DatasetTally } from '../../../src/judge/drift/dataset-tally';
import { driftVerdict } from '../../../src/judge/drift/drift-verdict';
import type { Row } from '../../../src/judge/drift/row';
import { end, gate } from './story';

type Value = number | string | undefined;

function tallyOf(rows: readonly Record<string, Value>[], parts = 1): DatasetTally {
  const tally = emptyDataset();
  rows.forEach((row, index) => {
    const given = Object.entries(row).filter(([, value]) => value !== undefined);
    addRow(tally, new Map(given) as Row, { chunk: `part ${index % parts}` });
  });
  return tally;
}

const column = (...values: readonly Value[]) => tallyOf(values.map((f) => ({ f })));
const statisticsOf = (tally: DatasetTally) => baselineOf(tally).statistics.features[0]!;
const constraintsOf = (tally: DatasetTally) => baselineOf(tally).constraints.features[0]!;

describe('a baseline', () => {
  test('has the type of most values', () => {
    const type = (...values: Value[]) => statisticsOf(column(...values)).inferred_type;

    expect(type(1, 2)).toBe('Integral');
    expect(type(1, 2.5)).toBe('Fractional');
    expect(type('a', 'b', 1)).toBe('String');
    expect(type('a', 1)).toBe('Integral');
    const empty = column(1);
    Object.assign(empty.features['f']!, { numbers: 0, whole: 0 });
    expect(statisticsOf(empty)).toEqual({ name: 'f', inferred_type: 'Unknown' });
    expect(constraintsOf(empty)).toEqual({ name: 'f', inferred_type: 'Unknown', completeness: 0 });
  });

  test('has moments, ten buckets and bins of numbers', () => {
    const { numerical_statistics: found } = statisticsOf(column(0, 8, 16, 80, undefined));

    expect(found).toMatchObject({
      common: { num_present: 4, num_missing: 1 },
      mean: 26,
      sum: 104,
      min: 0,
      max: 80,
    });
    expect(found!.std_dev).toBeCloseTo(Math.sqrt((26 ** 2 + 18 ** 2 + 10 ** 2 + 54 ** 2) / 3), 9);
    const { kll, log_linear } = found!.distribution;
    expect(kll.buckets.map(({ count }) => count)).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0, 1]);
    expect(kll.buckets[1]).toMatchObject({ lower_bound: 8, upper_bound: 16 });
    expect(kll.buckets[9]).toMatchObject({ lower_bound: 72, upper_bound: 80 });
    expect(Object.values(log_linear!.bins)).toEqual([1, 1, 1, 1]);
    const one = statisticsOf(column(5, 5)).numerical_statistics!.distribution.kll.buckets;
    expect(one.map(({ count }) => count)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('has the spread of its parts’ means, from twenty on', () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({ f: index % 20 < 10 ? 1 : 3 }));
    const chunks = (parts: number) =>
      statisticsOf(tallyOf(rows, parts)).numerical_statistics!.chunks;

    expect(chunks(20)).toEqual({ count: 20, mean: 2, std_dev: Math.sqrt(20 / 19) });
    expect(chunks(19)).toBeUndefined();
  });

  test('has the names of texts, the most frequent first, and of few of them a domain', () => {
    const { string_statistics: found } = statisticsOf(column('b', 'c', 'a', 'c'));

    expect(found).toEqual({
      common: { num_present: 4, num_missing: 0 },
      distinct_count: 3,
      distribution: {
        categorical: {
          buckets: [
            { value: 'c', count: 2 },
            { value: 'a', count: 1 },
            { value: 'b', count: 1 },
          ],
        },
      },
    });
    expect(constraintsOf(column('b', 'c', 'a', undefined))).toEqual({
      name: 'f',
      inferred_type: 'String',
      completeness: 0.75,
      string_constraints: { domains: ['a', 'b', 'c'] },
    });
    const names = (count: number) =>
      column(...Array.from({ length: count }, (_, index) => `name ${index}`));
    expect(constraintsOf(names(100)).string_constraints!.domains).toHaveLength(100);
    expect(constraintsOf(names(101))).not.toHaveProperty('string_constraints');
    const many = statisticsOf(names(501)).string_statistics!.distribution.categorical;
    expect(many).toMatchObject({ other: 1 });
  });

  test('asks for no negative ones where there are none', () => {
    const asked = (...values: number[]) =>
      constraintsOf(column(...values)).num_constraints!.is_non_negative;

    expect([asked(0, 1), asked(-1, 1)]).toEqual([true, false]);
  });

  test('has its features in the order of their names', () => {
    const made = tallyOf([{ b: 1, a: 2, c: 'x' }]);

    expect(baselineOf(made).statistics.features.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(baselineOf(made).statistics.dataset.item_count).toBe(1);
  });
});

const rules: BaselineFeature['rules'] = {
  checked: true,
  compared: true,
  typeMatch: 1,
  domainMatch: 1,
  distance: 0.1,
  categoryDistance: 0.1,
  method: 'Robust',
};
const amount: BaselineFeature = {
  name: 'amount',
  type: 'number',
  nonNegative: false,
  rules,
  completeness: 1,
  moments: { n: 1000, mean: 10, sd: 1 },
  numbers: { edges: [0, 10, 20], counts: [500, 500] },
};
const baseline: Baseline = { rows: 1000, features: [amount], missing: [] };
const low = { ...gate, minimum: { rows: 10 } };
const amounts = (rows: number, value: (index: number) => Value) =>
  tallyOf(Array.from({ length: rows }, (_, index) => ({ amount: value(index) })));
const even = (index: number) => (index % 2 === 0 ? 9 : 11);

function judged(current: DatasetTally, known = baseline, rule = low, look: object = end) {
  return driftVerdict(rule, { baseline: known, current }, { final: true, ...look });
}

test('a mean that moved is said with the worst finding', () => {
  const moved = judged(amounts(1000, () => 19));

  expect(moved).toMatchObject({
    result: 'fail',
    reason: 'drifted',
    gate: 'drift',
    value: 9,
    limit: 3,
    unit: 'sd',
    candidate: { n: 1000, x: 0, ratio: 0, upper: 0 },
    stable: { n: 1000, x: 0, ratio: 0, upper: 0 },
  });
  expect(moved.sentence).toMatch(
    /^the mean of amount moved 9 SD of the baseline \(limit 3 SD\), beyond doubt at least 8\.\d+ SD, and 1 more of 4 findings; 1 feature over 1000 rows beside 1000 of the baseline\.$/,
  );
});

test('a constraint that is broken alone is said alone', () => {
  const current = amounts(1000, (index) => (index < 100 ? undefined : even(index)));
  const { reason, sentence, unit, value, limit } = judged(current);

  expect([reason, unit, value, limit]).toEqual(['constraint-broken', 'ratio', 0.1, 0.01]);
  expect(sentence).toMatch(
    /^10 % of amount are missing \(limit 1 %\), beyond doubt at least [\d.]+ %; 1 feature over/,
  );
});

test.each<[what: string, reason: string, sentence: RegExp, given: Parameters<typeof judged>]>([
  [
    'an open window',
    'too-early',
    /^So far 1 feature over 1000 rows/,
    [amounts(1000, even), baseline, low, { final: false }],
  ],
  ['no rows', 'no-traffic', /^No rows were captured/, [emptyDataset()]],
  [
    'rows that are none',
    'unreadable-rows',
    /^1.96 % of 1020 records could not be read as rows \(limit 1 %\)/,
    [{ ...amounts(1000, even), refused: 20 }],
  ],
  [
    'a baseline of nothing',
    'baseline-unusable',
    /nothing to compare with: a, b, c, d, e and 1 more\./,
    [amounts(1000, even), { ...baseline, features: [], missing: ['a', 'b', 'c', 'd', 'e', 'f'] }],
  ],
  [
    'too few rows',
    'too-few-rows',
    /^Only 1 feature over 9 rows beside 1000 of the baseline; either side needs 10/,
    [amounts(9, even)],
  ],
  [
    'too few rows of the baseline',
    'too-few-rows',
    /beside 9 of the baseline/,
    [amounts(1000, even), { ...baseline, rows: 9 }],
  ],
  [
    'a baseline that says too little',
    'baseline-unusable',
    /does not say enough of other \(missing: x\);/,
    [
      amounts(1000, even),
      {
        ...baseline,
        features: [
          amount,
          { name: 'other', type: 'text', nonNegative: false, completeness: 0, rules },
        ],
        missing: ['x'],
      },
    ],
  ],
  [
    'more rows than needed missing',
    'drift-suspected',
    /too much for a pass, though no proof of drift/,
    [amounts(1000, (index) => (index < 12 ? undefined : even(index)))],
  ],
  [
    'few rows',
    'above-limit-not-proven',
    /, and it may be up to [\d.]+( %)?: more rows would tell;/,
    [amounts(20, even)],
  ],
  [
    'counts that are none',
    'bad-input',
    /the counts of rows are not counts/,
    [{ ...amounts(10, even), rows: -1 }],
  ],
])('%s: %s', (_, reason, sentence, given) => {
  const told = judged(...given);

  expect(told.reason).toBe(reason);
  expect(told.sentence).toMatch(sentence);
  expect('value' in told).toBe(
    told.candidate.n > 0 && reason !== 'bad-input' && !/of nothing/.test(_),
  );
});

test('a pass says what is nearest to its limit, and which means moved', () => {
  const wide = { ...low, warn: 0.01 };
  const same = judged(amounts(100_000, even));
  const moved = judged(
    amounts(100_000, (index) => (index % 2 === 0 ? 9.1 : 11.1)),
    baseline,
    wide,
  );

  expect(same.reason).toBe('within-limit');
  expect(same.sentence).toMatch(
    /^No drift in 1 feature over 100000 rows beside 1000 of the baseline; nearest to its limit: [^.]*\(limit [^)]*\)\.$/,
  );
  expect(moved.sentence).toMatch(/\. Worth a look: amount moved 0\.1 SD\.$/);
});

test('the features whose numbers are names are those of text', () => {
  const features = [amount, { ...amount, name: 'zip', type: 'text' as const }];

  expect(textFeatures({ ...baseline, features })).toEqual(new Set(['zip']));
});
