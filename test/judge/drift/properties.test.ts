import fc from 'fast-check';
import {
  addRow,
  emptyDataset,
  mergeDatasets,
  type DatasetTally,
} from '../../../src/judge/drift/dataset-tally';
import { driftVerdict } from '../../../src/judge/drift/drift-verdict';
import { rowOfJson } from '../../../src/judge/drift/row';
import { randomFrom } from '../random';
import { end, gate, onFile, payment, payments, type Payment } from './story';

const baseline = onFile(payments(5_000, { seed: 1 }));
const rank = { pass: 0, inconclusive: 1, fail: 2 } as const;

function tallyOf(rows: readonly Payment[]): DatasetTally {
  const tally = emptyDataset();
  for (const row of rows) addRow(tally, rowOfJson(row));
  return tally;
}

const random = randomFrom(51);
const usual = Array.from({ length: 800 }, () => payment(random));
const judged = (rows: readonly Payment[], look = 1) =>
  driftVerdict(gate, { baseline, current: tallyOf(rows) }, { ...end, look });

test.each<[string, Partial<Payment>]>([
  ['missing', { items: null }],
  ['of a new country', { country: 'BR' }],
  ['of another type', { amount: 'n/a' }],
  ['negative', { amount: -5 }],
  ['far away', { amount: 1e6 }],
  ['gone to one place', { country: 'IN' }],
])('more rows with a value that is %s never make a verdict better', (_, change) => {
  const with_ = (bad: number) =>
    rank[judged(usual.map((row, index) => (index < bad ? { ...row, ...change } : row))).result];
  fc.assert(
    fc.property(fc.nat(300), fc.integer({ min: 1, max: 100 }), (bad, more) => {
      expect(with_(bad + more)).toBeGreaterThanOrEqual(with_(bad));
    }),
    { numRuns: 15 },
  );
});

test('rows may be counted by several and in any order: the verdict is the same', () => {
  const shifted = usual.map((row, index) => ({
    ...row,
    ...(index % 9 === 0 && { country: 'US', amount: 40 }),
  }));
  const whole = judged(shifted);
  fc.assert(
    fc.property(fc.nat(800), fc.nat(800), (one, two) => {
      const [from, to] = [Math.min(one, two), Math.max(one, two)];
      const parts = [shifted.slice(to), shifted.slice(0, from), shifted.slice(from, to)];
      const current = parts.map(tallyOf).reduce(mergeDatasets, emptyDataset());

      expect(driftVerdict(gate, { baseline, current }, end)).toEqual(whole);
    }),
    { numRuns: 10 },
  );
});

test('a later look on the same rows never says more than an earlier one', () => {
  for (let share = 0; share < 0.05; share += 0.002) {
    const rows = usual.map((row, index) =>
      index < share * usual.length ? { ...row, items: null } : row,
    );
    const looks = [1, 2, 3, 6].map((look) => judged(rows, look).result);

    // Proof that wants for more is no proof yet; a pass is withheld as a failure is.
    for (const [index, result] of looks.entries())
      if (result !== 'inconclusive') expect(looks.slice(0, index)).not.toContain('inconclusive');
  }
});

test('data right at a limit, looked at as it grows: proven broken as rarely as the budget says', () => {
  // So large a budget that the simulation can see it; one rule, so that nothing of it is left to others.
  const [alpha, limit, replicates, looks, rows] = [0.2, 0.05, 300, 4, 200];
  const items = baseline.features.find(({ name }) => name === 'items')!;
  const { name, rules } = items;
  const alone = { name, rules, type: 'unknown', completeness: 1, nonNegative: false } as const;
  const constrained = { ...baseline, features: [alone] };
  const strict = { ...gate, alpha, slack: limit, minimum: { rows } };
  let failed = 0;
  for (let each = 0; each < replicates; each += 1) {
    const draws = randomFrom(900 + each);
    const current = emptyDataset();
    for (let look = 1; look <= looks; look += 1) {
      for (let row = 0; row < rows; row += 1)
        addRow(current, rowOfJson(draws.uniform() < limit ? {} : { items: 1 }));
      const { result } = driftVerdict(strict, { baseline: constrained, current }, { ...end, look });
      if (result === 'fail') failed += 1;
      if (result === 'fail') break;
    }
  }
  console.info(
    `Measured, seeded: ${limit} missing where ${limit} may be: failed ${failed / replicates} of ${replicates}, ${looks} looks, alpha ${alpha}`,
  );

  expect(failed / replicates).toBeLessThanOrEqual(
    alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / replicates),
  );
  // A rule that never speaks would be as rarely wrong.
  expect(failed / replicates).toBeGreaterThan(alpha / 4);
});
