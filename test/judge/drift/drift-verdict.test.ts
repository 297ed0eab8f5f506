import fc from 'fast-check';
import { driftComparison, driftVerdict } from '../../../src/judge/drift/drift-verdict';
import { emptyDataset } from '../../../src/judge/drift/dataset-tally';
import { readBaseline } from '../../../src/judge/drift/read-baseline';
import type { Reason } from '../../../src/judge/verdict';
import type { Random } from '../random';
import { asMonitorWrites, end, gate, onFile, payment, payments, type Payment } from './story';

const made = payments(5_000, { seed: 1 });
const baseline = onFile(made);
const monitored = asMonitorWrites(made);
const others = readBaseline(monitored.statistics, monitored.constraints);

const changed =
  (change: (usual: Payment, random: Random) => Partial<Payment>) =>
  (random: Random): Payment => {
    const usual = payment(random);
    return { ...usual, ...change(usual, random) };
  };

const sometimes = (share: number, change: Partial<Payment>) =>
  changed((_, random) => (random.uniform() < share ? change : {}));

/** The same stories beside our own baseline, and beside one with no more than Model Monitor writes. */
describe.each([
  ['our baseline', baseline],
  ["Model Monitor's baseline", others],
])('beside %s', (_, known) => {
  test.each<[string, (random: Random) => Payment, Reason, RegExp]>([
    [
      'the same data',
      payment,
      'within-limit',
      /^No drift in 3 features over 5000 rows beside 5000 of the baseline; nearest to its limit: /,
    ],
    [
      'a mean four deviations away',
      changed((usual) => ({ items: Number(usual.items) + 7 })),
      'drifted',
      /items/,
    ],
    [
      'amounts in cents',
      changed((usual) => ({ amount: 100 * Number(usual.amount) })),
      'drifted',
      /amount/,
    ],
    [
      'other countries among the known',
      sometimes(0.4, { country: 'IN' }),
      'drifted',
      /the distribution of country is 0.3\d+ away/,
    ],
    [
      'a new country in a tenth',
      sometimes(0.1, { country: 'BR' }),
      'constraint-broken',
      /of country are values that the baseline does not know \(limit 1 %\)/,
    ],
    [
      'a tenth missing',
      sometimes(0.1, { items: null }),
      'constraint-broken',
      /of items are missing \(limit 1 %\)/,
    ],
    [
      'a feature gone',
      changed(() => ({ amount: undefined })),
      'constraint-broken',
      /100 % of amount are missing/,
    ],
    [
      'words among the numbers',
      sometimes(0.1, { amount: 'n/a' }),
      'constraint-broken',
      /of amount are of another type/,
    ],
    [
      'parts where there were whole ones',
      sometimes(0.1, { items: 2.5 }),
      'constraint-broken',
      /of items are of another type/,
    ],
    [
      'negative amounts',
      sometimes(0.05, { amount: -5 }),
      'constraint-broken',
      /of amount are negative/,
    ],
  ])('%s', (__, make, reason, sentence) => {
    const given = { baseline: known, current: payments(5_000, { seed: 2, make }) };

    const judged = driftVerdict(gate, given, end);

    expect(judged.sentence).toMatch(sentence);
    expect(judged.reason).toBe(reason);
    expect(JSON.parse(JSON.stringify(judged))).toEqual(judged);
  });
});

test('ten equal buckets of a skewed feature see less than bins of its size', () => {
  const make = changed((usual) => ({ amount: 1.35 * Number(usual.amount) }));
  const current = payments(5_000, { seed: 2, make });

  const [own, theirs] = [baseline, others].map((known) =>
    driftVerdict(gate, { baseline: known, current }, end),
  );

  expect(own).toMatchObject({ result: 'fail', reason: 'drifted' });
  expect(own!.sentence).toMatch(
    /amount is 0.1\d+ away from the baseline's \(limit 0.1\), beyond doubt at least 0.1/,
  );
  expect(theirs).toMatchObject({ result: 'inconclusive', reason: 'above-limit-not-proven' });
  expect(theirs!.sentence).toMatch(/may be up to 0.1/);
});

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

test('a pass needs more rows than a look at the figures would', () => {
  const [few, many] = [500, 5_000].map((rows) =>
    driftVerdict(gate, { baseline, current: payments(rows, { seed: 5 }) }, end),
  );

  expect(few).toMatchObject({ reason: 'above-limit-not-proven' });
  expect(many).toMatchObject({ result: 'pass' });
});

test('a mean that moved half a deviation is named in a pass', () => {
  const far = { ...gate, warn: 0.05 };
  const current = payments(20_000, {
    seed: 6,
    make: changed((usual) => ({ amount: 1.08 * Number(usual.amount) })),
  });

  const judged = driftVerdict(
    far,
    { baseline: onFile(payments(20_000, { seed: 7 })), current },
    end,
  );

  expect(judged.result).toBe('pass');
  expect(judged.sentence).toMatch(/Worth a look: amount moved 0.0\d+ SD/);
});

describe('the comparison tells people', () => {
  const current = payments(5_000, {
    seed: 8,
    make: changed((usual, random) => ({
      amount: 1.5 * Number(usual.amount),
      ...(random.uniform() < 0.1 && { country: 'BR' }),
    })),
  });
  current.features.device = current.features.country!;
  const { features, findings, extra, missing } = driftComparison(gate, { baseline, current }, end);

  test('what each feature looks like', () => {
    const [amount, country, items] = features;
    expect(amount).toMatchObject({
      feature: 'amount',
      absent: 0,
      chunk3sigma: { chunks: 24, outside: 24 },
    });
    expect(amount!.psiExcess).toBeGreaterThan(0.1);
    expect(country).toMatchObject({ feature: 'country', unseen: ['BR'] });
    expect(items!.distance).toBeLessThan(0.01);
    expect(items!.chunk3sigma!.outside).toBeLessThanOrEqual(1);
  });

  test('the worst first, with corrected chances', () => {
    expect(findings[0]).toMatchObject({ result: 'broken' });
    for (const { p, adjusted, lower, upper } of findings) {
      expect(adjusted).toBeGreaterThanOrEqual(p);
      expect(upper).toBeGreaterThanOrEqual(lower);
    }
  });

  test('which features are new', () => {
    expect(extra).toEqual(['device']);
    expect(missing).toEqual([]);
  });
});

test('of unchanged data hardly any fails, and most passes', () => {
  const seen = { pass: 0, fail: 0, inconclusive: 0 };
  for (let each = 0; each < 60; each += 1) {
    const current = payments(2_500, { seed: 100 + each });
    seen[driftVerdict(gate, { baseline, current }, end).result] += 1;
  }

  expect(seen.fail).toBe(0);
  expect(seen.pass).toBeGreaterThanOrEqual(50);
});

test('a distribution right at its limit hardly ever passes', () => {
  // Of two halves of the data one is moved as a whole: the distance is just 0.1.
  const make = sometimes(0.1, { amount: 1e6 });
  let passed = 0;
  for (let each = 0; each < 60; each += 1) {
    const current = payments(2_500, { seed: 300 + each, make });
    const shiftless = { ...gate, shift: 1e9 };
    if (driftVerdict(shiftless, { baseline, current }, end).result === 'pass') passed += 1;
  }

  expect(passed / 60).toBeLessThanOrEqual(0.05);
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
