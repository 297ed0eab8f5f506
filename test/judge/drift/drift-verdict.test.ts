import { driftComparison, driftVerdict } from '../../../src/judge/drift/drift-verdict';
import { readBaseline } from '../../../src/judge/drift/read-baseline';
import type { Reason } from '../../../src/judge/verdict';
import type { Random } from '../random';
import {
  asMonitorWrites,
  changed,
  end,
  gate,
  onFile,
  payment,
  payments,
  sometimes,
  type Payment,
} from './story';

const made = payments(5_000, { seed: 1 });
const baseline = onFile(made);
const monitored = asMonitorWrites(made);
const others = readBaseline(monitored.statistics, monitored.constraints);

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
