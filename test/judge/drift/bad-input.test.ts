import fc from 'fast-check';
import { emptyDataset, type DatasetTally } from '../../../src/judge/drift/dataset-tally';
import { driftVerdict } from '../../../src/judge/drift/drift-verdict';
import type { FeatureTally } from '../../../src/judge/drift/feature-tally';
import { readBaseline } from '../../../src/judge/drift/read-baseline';
import type { Reason } from '../../../src/judge/verdict';
import { end, gate, onFile, payments, sometimes } from './story';

const made = payments(5_000, { seed: 1 });
const baseline = onFile(made);
const withAmount = (change: Partial<FeatureTally>): DatasetTally => ({
  ...made,
  features: { ...made.features, amount: { ...made.features.amount!, ...change } },
});

const chunked = (sum: Record<string, number>): FeatureTally['chunks'] => ({
  ...made.features.amount!.chunks,
  kept: { 'hour-0': { n: 1, sum } },
});
/** They add up, because one text less than none has another name. */
const oneTextTooMany = (): DatasetTally => {
  const country = made.features.country!;
  const { kept } = country.categories;
  const categories = {
    ...country.categories,
    kept: { ...kept, DE: { n: kept.DE!.n + 1 } },
    other: { n: -1 },
  };
  return { ...made, features: { ...made.features, country: { ...country, categories } } };
};

describe('nothing is concluded from', () => {
  const unread = { ...payments(500, { seed: 3 }), refused: 50 };

  test.each<[string, Parameters<typeof driftVerdict>[1], Reason]>([
    ['no rows', { baseline, current: emptyDataset() }, 'no-traffic'],
    [
      'few rows',
      { baseline, current: payments(400, { seed: 3, make: sometimes(1, { amount: 1e6 }) }) },
      'too-few-rows',
    ],
    [
      'a baseline of few rows',
      { baseline: onFile(payments(400, { seed: 3 })), current: made },
      'too-few-rows',
    ],
    ['records that are no rows', { baseline, current: unread }, 'unreadable-rows'],
    [
      'a baseline that is none',
      { baseline: readBaseline('<html>'), current: made },
      'baseline-unusable',
    ],
    [
      'a baseline without numbers',
      {
        baseline: readBaseline({
          dataset: { item_count: 500 },
          features: [{ name: 'amount', inferred_type: 'Fractional', numerical_statistics: {} }],
        }),
        current: made,
      },
      'baseline-unusable',
    ],
    ['rows that were counted wrongly', { baseline, current: { ...made, rows: 3 } }, 'bad-input'],
    ['NaN rows', { baseline, current: { ...made, rows: NaN } }, 'bad-input'],
    ['negative records', { baseline, current: { ...made, refused: -1 } }, 'bad-input'],
    ['more rows than can be counted', { baseline, current: { ...made, rows: 1e17 } }, 'bad-input'],
    ['a sum that is none', { baseline, current: withAmount({ sum: { '0': NaN } }) }, 'bad-input'],
    ['a sum of no unit', { baseline, current: withAmount({ sum: { x: 1 } }) }, 'bad-input'],
    [
      'a sum beyond all doubles',
      { baseline, current: withAmount({ sum: { '43': 1 } }) },
      'bad-input',
    ],
    ['squares of no unit', { baseline, current: withAmount({ squares: { x: 1 } }) }, 'bad-input'],
    [
      'a part with a sum of no unit',
      { baseline, current: withAmount({ chunks: chunked({ x: 1 }) }) },
      'bad-input',
    ],
    ['fewer than no texts of other names', { baseline, current: oneTextTooMany() }, 'bad-input'],
    [
      'squares without an end',
      { baseline, current: withAmount({ squares: { '1': Infinity } }) },
      'bad-input',
    ],
    [
      'more whole numbers than numbers',
      { baseline, current: withAmount({ whole: 6_000 }) },
      'bad-input',
    ],
    [
      'half a value in a bin',
      { baseline, current: withAmount({ histogram: { '7': 0.5 } }) },
      'bad-input',
    ],
  ])('%s', (_, given, reason) => {
    expect(driftVerdict(gate, given, end)).toMatchObject({ result: 'inconclusive', reason });
  });

  test('an open window', () => {
    const current = payments(5_000, { seed: 2, make: sometimes(1, { amount: 1e6 }) });

    expect(driftVerdict(gate, { baseline, current }, { final: false }).reason).toBe('too-early');
  });

  test.each([{ shift: NaN }, { slack: 1 }, { alpha: 0 }, { minimum: { rows: -1 } }])(
    'the rule %p',
    (change) => {
      expect(driftVerdict({ ...gate, ...change }, { baseline, current: made }, end).reason).toBe(
        'bad-input',
      );
    },
  );
});

test('no data never passes, whatever the files say', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.nat(500), (statistics, constraints, rows) => {
      const current = { ...emptyDataset(), rows };
      const judged = driftVerdict(
        gate,
        { baseline: readBaseline(statistics, constraints), current },
        end,
      );

      expect(judged.result).not.toBe('pass');
    }),
  );
});

test('broken files never throw and never pass what is not there', () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -1, 0, '5', null));
  const own = fc.record({
    name: fc.constant('amount'),
    inferred_type: fc.constantFrom('Fractional', 'Integral', 7),
    numerical_statistics: fc.record({
      common: fc.record({ num_present: number, num_missing: number }),
      mean: number,
      std_dev: number,
      distribution: fc.record({
        kll: fc.record({
          buckets: fc.array(
            fc.record({ lower_bound: number, upper_bound: number, count: number }),
            { maxLength: 4 },
          ),
        }),
      }),
    }),
  });
  fc.assert(
    fc.property(own, number, (feature, items) => {
      const known = readBaseline({ dataset: { item_count: items }, features: [feature] });
      const judged = driftVerdict(gate, { baseline: known, current: made }, end);

      if (judged.result === 'pass') expect(known.rows).toBeGreaterThanOrEqual(433);
      expect(JSON.parse(JSON.stringify(judged))).toEqual(judged);
    }),
  );
});
