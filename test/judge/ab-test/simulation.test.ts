import { planAbTest } from '../../../src/judge/ab-test/ab-test-plan';
import { abTestVerdict } from '../../../src/judge/ab-test/ab-test-verdict';
import { randomFrom } from '../random';
import { conversion, shopDays } from './story';

const replicates = 120;
const measured: string[] = [];
afterAll(() => console.info(['Measured, seeded:', ...measured].join('\n  ')));

/** What the daily looks of four weeks said: each is one that may end the test, whole week or not. */
function tests(title: string, lift: number) {
  const gate = { ...conversion, plannedUnits: 112_000 };
  const seen = { excluded: 0, win: 0, lose: 0, none: 0 };
  for (let each = 0; each < replicates; each += 1) {
    const rows = shopDays(randomFrom(11 + 7_919 * each), {
      days: 28,
      units: 4_000,
      rate: 0.05,
      lift,
    });
    const looks = rows.map((_, index) =>
      abTestVerdict(gate, rows.slice(0, index + 1), { final: true }),
    );
    const truth = looks.some(
      ({ gain, reason }) =>
        gain && reason !== 'too-few-conversions' && !(gain.lower <= lift && lift <= gain.upper),
    );
    if (truth) seen.excluded += 1;
    const last = looks.find(({ outcome }) => outcome !== 'open');
    seen[last?.outcome === 'win' || last?.outcome === 'lose' ? last.outcome : 'none'] += 1;
  }
  const shares = Object.fromEntries(
    Object.entries(seen).map(([name, times]) => [name, times / replicates]),
  ) as typeof seen;
  measured.push(
    `${title}: truth ever left out ${shares.excluded}, win ${shares.win}, lose ${shares.lose} (${replicates} tests, a look every day)`,
  );
  return shares;
}

test('of equal arms hardly one ever wins, however often one looks', () => {
  const { excluded, win, lose } = tests('equal arms', 0);

  // Two standard errors of the simulation above 5 %.
  expect(excluded).toBeLessThanOrEqual(0.05 + 0.04);
  expect(win + lose).toBeLessThanOrEqual(0.05);
});

test('a candidate a tenth better wins by the planned end', () => {
  const plan = planAbTest({
    stable: { mean: 0.05 * (6 / 7), variance: 0.041 },
    measure: 'rate',
    effect: 0.1,
    power: 0.8,
    plannedShare: 0.5,
    unitsPerDay: 4_000,
    maxDays: 56,
  });

  const { excluded, win, lose } = tests('a tenth better', 0.1);

  // The simulated test is a little shorter than the planned one.
  expect(plan!.days).toBeGreaterThanOrEqual(28);
  expect(plan!.days).toBeLessThanOrEqual(42);
  expect(win).toBeGreaterThanOrEqual(0.6);
  expect(lose).toBe(0);
  expect(excluded).toBeLessThanOrEqual(0.05 + 0.04);
});

test('as many units as planned find the planned effect as surely as planned', () => {
  const question = {
    stable: { mean: 0.05, variance: 0.0475 },
    measure: 'rate',
    effect: 0.1,
    power: 0.8,
    plannedShare: 0.2,
    unitsPerDay: 10_000,
    maxDays: 56,
  } as const;
  const plan = planAbTest(question)!;
  const gate = { ...conversion, plannedUnits: plan.units, plannedShare: 0.2 };
  const random = randomFrom(5);
  let wins = 0;
  for (let each = 0; each < 400; each += 1) {
    const own = Math.round(0.2 * plan.units);
    const arm = (n: number, share: number) => {
      const converted = random.binomial(n, share);
      return { n, sum: converted, sumSquares: converted };
    };
    const week = { start: '2026-01-05T00:00:00.000Z', seconds: 7 * 86_400 };
    const row = { ...week, candidate: arm(own, 0.055), stable: arm(plan.units - own, 0.05) };
    if (abTestVerdict(gate, [row], { final: true }).outcome === 'win') wins += 1;
  }
  measured.push(`power at the planned ${plan.units} units: ${wins / 400} (planned 0.8)`);

  expect(wins / 400).toBeGreaterThanOrEqual(0.8 - 0.08);
  expect(wins / 400).toBeLessThanOrEqual(0.8 + 0.08);
});
