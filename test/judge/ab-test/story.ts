import type { AbTestGate } from '../../../src/judge/ab-test/ab-test-gate';
import type { AbRow, ArmSums } from '../../../src/judge/ab-test/arm-sums';
import type { Random } from '../random';

const monday = Date.parse('2026-01-05T00:00:00.000Z');
export const daySeconds = 86_400;
export const end = { final: true } as const;

export const conversion: AbTestGate = {
  kind: 'ab-test',
  id: 'conversion',
  metric: 'conversion',
  measure: 'rate',
  better: 'higher',
  margin: 0.02,
  equal: 'hold',
  plannedUnits: 56_000,
  plannedShare: 0.5,
  maxDays: 28,
  minimum: { conversions: 100, days: 7 },
};

export const revenue: AbTestGate = {
  ...conversion,
  id: 'revenue',
  metric: 'revenue',
  measure: 'mean',
};

export const rate = (n: number, converted: number): ArmSums => ({
  n,
  sum: converted,
  sumSquares: converted,
});

export function dayAt(index: number, candidate: ArmSums, stable: ArmSums): AbRow {
  const start = new Date(monday + index * daySeconds * 1000).toISOString();
  return { start, seconds: daySeconds, candidate, stable };
}

/** So many days that are all the same. */
export function daysOf(count: number, candidate: ArmSums, stable: ArmSums): AbRow[] {
  return Array.from({ length: count }, (_, index) => dayAt(index, candidate, stable));
}

/** Days of a shop that sells half as well on weekends, and whose traffic varies. */
export function shopDays(
  random: Random,
  given: {
    readonly days: number;
    readonly units: number;
    readonly rate: number;
    readonly lift: number;
  },
): AbRow[] {
  return Array.from({ length: given.days }, (_, index) => {
    const season = index % 7 >= 5 ? 0.5 : 1;
    const arm = (lift: number): ArmSums => {
      const n = random.poisson(given.units / 2);
      return rate(n, random.binomial(n, given.rate * season * (1 + lift)));
    };
    return dayAt(index, arm(given.lift), arm(0));
  });
}
