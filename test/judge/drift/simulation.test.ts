import { driftVerdict } from '../../../src/judge/drift/drift-verdict';
import { end, gate, onFile, payments, sometimes } from './story';

const baseline = onFile(payments(5_000, { seed: 1 }));
const replicates = 60;
const measured: string[] = [];
afterAll(() => console.info(['Measured, seeded:', ...measured].join('\n  ')));

test('of unchanged data hardly any fails, and most passes', () => {
  const seen = { pass: 0, fail: 0, inconclusive: 0 };
  for (let each = 0; each < replicates; each += 1) {
    const current = payments(2_500, { seed: 100 + each });
    seen[driftVerdict(gate, { baseline, current }, end).result] += 1;
  }

  measured.push(
    `unchanged data, 2500 rows beside 5000, 3 features: ${JSON.stringify(seen)} of ${replicates}`,
  );
  expect(seen.fail).toBe(0);
  expect(seen.pass).toBeGreaterThanOrEqual(0.8 * replicates);
});

test('a distribution right at its limit hardly ever passes', () => {
  // A tenth of the amounts is far away: the distance is 0.1.
  const make = sometimes(0.1, { amount: 1e6 });
  const seen = { pass: 0, fail: 0, inconclusive: 0 };
  for (let each = 0; each < replicates; each += 1) {
    const current = payments(2_500, { seed: 300 + each, make });
    const shiftless = { ...gate, shift: 1e9 };
    seen[driftVerdict(shiftless, { baseline, current }, end).result] += 1;
  }

  measured.push(
    `a tenth of the amounts far away, the distance's limit: ${JSON.stringify(seen)} of ${replicates}`,
  );
  expect(seen.pass / replicates).toBeLessThanOrEqual(0.05);
  expect(seen.fail / replicates).toBeLessThanOrEqual(0.05);
});
