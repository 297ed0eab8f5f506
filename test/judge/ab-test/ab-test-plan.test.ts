import fc from 'fast-check';
import { planAbTest, type AbTestQuestion } from '../../../src/judge/ab-test/ab-test-plan';

const question: AbTestQuestion = {
  stable: { mean: 0.05, variance: 0.0475 },
  measure: 'rate',
  effect: 0.1,
  power: 0.8,
  plannedShare: 0.5,
  unitsPerDay: 10_000,
  maxDays: 28,
};

test('a test takes whole weeks and says what it can find', () => {
  const plan = planAbTest(question)!;

  // A test at one fixed end would need 62,500; to look at any time costs about twice that.
  expect(plan.units).toBeGreaterThan(62_500);
  expect(plan.units).toBeLessThan(150_000);
  expect(plan).toMatchObject({ days: 14, feasible: true });
  expect(plan.smallestEffect).toBeLessThan(0.1);
});

test('a test that would take too long says so', () => {
  const plan = planAbTest({ ...question, effect: 0.01 })!;

  expect(plan.feasible).toBe(false);
  expect(plan.days % 7).toBe(0);
  expect(planAbTest({ ...question, effect: plan.smallestEffect })!.feasible).toBe(true);
});

test('less than a week finds nothing', () => {
  expect(planAbTest({ ...question, maxDays: 6 })).toMatchObject({
    feasible: false,
    smallestEffect: Infinity,
  });
});

test('an uneven split needs more units', () => {
  expect(planAbTest({ ...question, plannedShare: 0.05 })!.units).toBeGreaterThan(
    4 * planAbTest(question)!.units,
  );
});

test('a smaller effect, or a surer one, needs more units', () => {
  const effect = fc.double({ min: 0.005, max: 0.5, noNaN: true });
  const power = fc.double({ min: 0.5, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(effect, power, (size, sure) => {
      const units = planAbTest({ ...question, effect: size, power: sure })!.units;
      expect(planAbTest({ ...question, effect: size / 2, power: sure })!.units).toBeGreaterThan(
        units,
      );
      expect(
        planAbTest({ ...question, effect: size, power: (1 + sure) / 2 })!.units,
      ).toBeGreaterThan(units);
    }),
  );
});

test.each<Partial<AbTestQuestion>>([
  { effect: 0 },
  { effect: NaN },
  { effect: 30 },
  { power: 1 },
  { plannedShare: 0 },
  { unitsPerDay: 0 },
  { maxDays: NaN },
  { stable: { mean: 0, variance: 1 } },
  { stable: { mean: 1, variance: NaN } },
])('%p has no answer', (change) => {
  expect(planAbTest({ ...question, ...change })).toBeUndefined();
});
