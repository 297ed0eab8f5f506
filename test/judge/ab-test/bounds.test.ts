import { gateFault, type AbTestGate } from '../../../src/judge/ab-test/ab-test-gate';
import { planAbTest, type AbTestQuestion } from '../../../src/judge/ab-test/ab-test-plan';
import { abTestVerdict } from '../../../src/judge/ab-test/ab-test-verdict';
import {
  conversions,
  halvesOf,
  rowsFault,
  totalsOf,
  type AbRow,
} from '../../../src/judge/ab-test/arm-sums';
import { halvesEffect } from '../../../src/judge/ab-test/halves-effect';
import { conversion, dayAt, daysOf, daySeconds, end, rate, revenue } from './story';

test.each<[change: Partial<AbTestGate>, fault: RegExp]>([
  [{ margin: -0.01 }, /the margin is -0.01/],
  [{ margin: 1 }, /the margin is 1;/],
  [{ plannedUnits: 0 }, /for 0 units/],
  [{ plannedUnits: Infinity }, /for Infinity units/],
  [{ plannedShare: 0 }, /share is 0,/],
  [{ plannedShare: 1 }, /share is 1,/],
  [{ maxDays: 0 }, /take 0 days/],
  [{ minimum: { conversions: -1, days: 7 } }, /-1 conversions/],
  [{ minimum: { conversions: 1, days: -7 } }, /-7 days/],
  [{ margin: 0, minimum: { conversions: 0, days: 0 } }, /^undefined$/],
])('a rule with %j: %s', (change, fault) => {
  expect(String(gateFault({ ...conversion, ...change }))).toMatch(fault);
});

const question: AbTestQuestion = {
  stable: { mean: 0.05, variance: 0.0475 },
  measure: 'rate',
  effect: 0.1,
  power: 0.8,
  plannedShare: 0.5,
  unitsPerDay: 4000,
  maxDays: 28,
};

test.each<Partial<AbTestQuestion>>([
  { stable: { mean: 0, variance: 1 } },
  { stable: { mean: Infinity, variance: 1 } },
  { stable: { mean: 0.05, variance: 0 } },
  { stable: { mean: 0.05, variance: Infinity } },
  { stable: { mean: 0.95, variance: 0.0475 } },
  { measure: 'mean', stable: { mean: Infinity, variance: 1 } },
  { measure: 'mean', effect: Infinity },
  { effect: 0 },
  { stable: { mean: 0.5, variance: 0.25 }, effect: 1 },
  { power: 0 },
  { power: 1 },
  { plannedShare: 0 },
  { plannedShare: 1 },
  { unitsPerDay: 0 },
  { maxDays: 0 },
])('nothing is planned for %j', (change) => {
  expect(planAbTest({ ...question, ...change })).toBeUndefined();
  expect(planAbTest(question)).toBeDefined();
});

test('a plan by hand: so many standard errors, in whole weeks', () => {
  const { units, days, feasible } = planAbTest(question)!;
  // Waudby-Smith: at the planned size the interval has this many standard errors a side; 0.8416 is the 80 % quantile.
  const odds = -2 * Math.log(0.05);
  const spread = odds + Math.log1p(odds);
  const side = Math.sqrt((1 + 1 / spread) * (Math.log1p(spread) + odds));
  const lifted = 0.055;
  const variance = (2 * lifted * (1 - lifted) + 2 * 0.0475 * 1.1 ** 2) / 0.05 ** 2;

  expect(units).toBe(Math.ceil(((side + 0.8416212335729143) / 0.1) ** 2 * variance));
  expect(days).toBe(7 * Math.ceil(units / 4000 / 7));
  expect(feasible).toBe(days <= 28);
  const exact = { ...question, maxDays: days };
  expect(planAbTest(exact)!.feasible).toBe(true);
  expect(planAbTest({ ...exact, maxDays: days - 1 })!.feasible).toBe(false);
  expect(planAbTest({ ...question, unitsPerDay: 1e9 })!.days).toBe(7);
  expect(planAbTest({ ...question, maxDays: 6 })!.smallestEffect).toBe(Infinity);
  const { smallestEffect } = planAbTest(question)!;
  const back = planAbTest({ ...question, effect: smallestEffect })!;
  expect(back.units / (28 * 4000)).toBeCloseTo(1, 3);
});

test('a plan for a mean by hand, and the smallest effect of its weeks', () => {
  const mean: AbTestQuestion = {
    ...question,
    measure: 'mean',
    stable: { mean: 10, variance: 25 },
    plannedShare: 0.2,
    maxDays: 20,
  };
  const odds = -2 * Math.log(0.05);
  const spread = odds + Math.log1p(odds);
  const reach = Math.sqrt((1 + 1 / spread) * (Math.log1p(spread) + odds)) + 0.8416212335729143;
  // The variance of a mean stays; the stable's counts times the square of the ratio (delta method).
  const unitsFor = (effect: number): number =>
    ((reach / effect) ** 2 * (25 / 0.2 + (25 * (1 + effect) ** 2) / 0.8)) / 100;

  const { units, smallestEffect } = planAbTest(mean)!;
  expect(units).toBe(Math.ceil(unitsFor(0.1)));
  // Two whole weeks of the twenty days.
  expect(smallestEffect).toBeGreaterThan(0);
  expect(unitsFor(smallestEffect)).toBeCloseTo(14 * 4000, -1);
  // Of a rate of 40 % no more than all can convert.
  const rare = { ...question, stable: { mean: 0.4, variance: 0.24 }, unitsPerDay: 12 };
  expect(planAbTest({ ...rare, maxDays: 7 })!.smallestEffect).toBe(Infinity);
  const found = planAbTest({ ...rare, unitsPerDay: 40, maxDays: 7 })!.smallestEffect;
  expect(found).toBeGreaterThan(0.5);
  expect(found).toBeLessThan(1.5);
});

describe('rows', () => {
  const rows = [
    dayAt(0, rate(10, 4), rate(20, 2)),
    dayAt(1, rate(30, 1), rate(40, 8)),
    dayAt(3, rate(50, 5), rate(60, 6)),
  ];

  test('add up, and days between them are missing', () => {
    expect(totalsOf(rows)).toEqual({
      candidate: rate(90, 10),
      stable: rate(120, 16),
      days: 3,
      missingDays: 1,
    });
    expect(totalsOf([])).toEqual({
      candidate: rate(0, 0),
      stable: rate(0, 0),
      days: 0,
      missingDays: 0,
    });
  });

  test('are halved by the time at which they begin', () => {
    const four = daysOf(4, rate(10, 1), rate(10, 1));

    expect(halvesOf(four)).toEqual([four.slice(0, 2), four.slice(2)]);
    expect(halvesOf([])).toEqual([[], []]);
    expect(halvesOf(four.slice(0, 3))[0]).toHaveLength(2);
  });

  test('have an effect in each half', () => {
    const given = [
      ...daysOf(2, rate(1000, 120), rate(1000, 100)),
      dayAt(2, rate(1000, 110), rate(1000, 100)),
      dayAt(3, rate(1000, 110), rate(1000, 100)),
    ];
    const { first, second, p } = halvesEffect(given)!;

    expect(first).toBeCloseTo(0.2, 12);
    expect(second).toBeCloseTo(0.1, 12);
    expect(p).toBeGreaterThan(0.1);
    expect(p).toBeLessThan(1);
    expect(halvesEffect(given.slice(0, 1))).toBeUndefined();
  });

  test('of one large order are one conversion', () => {
    expect(conversions({ n: 9, sum: 8, sumSquares: 16 })).toBe(4);
    expect(conversions({ n: 9, sum: 0, sumSquares: 0 })).toBe(0);
  });

  test.each<[change: Partial<AbRow>, measure: 'rate' | 'mean', fault: RegExp]>([
    [{ seconds: Infinity }, 'rate', /Infinity s/],
    [{ candidate: rate(0.5, 0) }, 'rate', /over 0.5 units/],
    [{ candidate: { n: 4, sum: 1, sumSquares: NaN } }, 'mean', /squares of NaN/],
    [{ candidate: { n: 4, sum: 1, sumSquares: -1 } }, 'mean', /squares of -1/],
    [{ candidate: { n: 4, sum: 2.5, sumSquares: 2.5 } }, 'rate', /0 or 1/],
    [{ candidate: { n: 4, sum: -2, sumSquares: 2 } }, 'rate', /0 or 1/],
    [{ stable: rate(4, 5) }, 'mean', /a sum of 5/],
    [{ candidate: { n: 4, sum: -2, sumSquares: 2 } }, 'mean', /^undefined$/],
    [{ candidate: { n: 4, sum: 4, sumSquares: 4 } }, 'rate', /^undefined$/],
    [{ candidate: rate(0, 0) }, 'rate', /^undefined$/],
  ])('with %j of a %s: %s', (change, measure, fault) => {
    const row = { ...dayAt(0, rate(10, 4), rate(20, 2)), ...change };

    expect(String(rowsFault([row], measure))).toMatch(fault);
  });

  test('may follow each other at once', () => {
    const [first, second] = rows;
    const early = { ...second!, start: new Date(Date.parse(second!.start) - 1000).toISOString() };

    expect(rowsFault([first!, second!], 'rate')).toBeUndefined();
    expect(rowsFault([first!, early], 'rate')).toMatch(/before the one before/);
    expect(first!.seconds).toBe(daySeconds);
  });
});

test.each<[days: number, candidate: number, reason: string, outcome: string]>([
  [7, 0.06, 'better-than-stable', 'win'],
  [6, 0.06, 'partial-week', 'open'],
  [8, 0.06, 'partial-week', 'open'],
  [6, 0.04, 'worse-than-stable', 'lose'],
  [7, 0.051, 'difference-not-proven', 'open'],
  [28, 0.0503, 'out-of-time', 'open'],
])('%d days of %d beside 0.05: %s, %s', (days, share, reason, outcome) => {
  const n = days === 28 ? 1000 : 20_000;
  const rows = daysOf(days, rate(n, Math.round(share * n)), rate(n, 0.05 * n));
  const judged = abTestVerdict(conversion, rows, end);

  expect([judged.reason, judged.outcome, judged.days]).toEqual([reason, outcome, days]);
  expect(judged.value).toBeCloseTo(Math.round(share * n) / n / 0.05 - 1, 12);
  expect(judged.limit).toBe(-0.02);
});

test('nothing but units, or no units at all, is said so', () => {
  expect(abTestVerdict(conversion, [], end)).toMatchObject({
    reason: 'no-traffic',
    sentence: 'No unit took part in the A/B test on conversion.',
    candidate: { n: 0, x: 0, ratio: 0, upper: 1 },
  });
  const few = abTestVerdict(conversion, daysOf(7, rate(100, 9), rate(100, 10)), end);
  expect(few.reason).toBe('too-few-conversions');
  expect(few.sentence).toMatch(
    /^conversion is 9 % of 700 units with the candidate and 10 % of 700 with the stable over 7 days, −10 % to the good \(95 % sure however often one looks: −[\d.]+ % to \+[\d.]+ %\); one arm has only 63 conversions of the 100/,
  );
  const mean = { n: 100, sum: 350, sumSquares: 2000 };
  expect(abTestVerdict(revenue, daysOf(7, mean, mean), end).sentence).toMatch(
    /^revenue is 3.5 of 700 units with the candidate and 3.5 of 700/,
  );
});
