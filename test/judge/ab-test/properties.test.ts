import fc from 'fast-check';
import { abTestVerdict } from '../../../src/judge/ab-test/ab-test-verdict';
import type { AbRow, ArmSums } from '../../../src/judge/ab-test/arm-sums';
import { evenShare } from '../even-share';
import { randomFrom, type Random } from '../random';
import { conversion, daySeconds, daysOf, end, rate, revenue } from './story';

const rank = { lose: 0, open: 1, 'no-difference': 1, win: 2 } as const;
// Of units that all convert nobody knows how they vary, and fewer than 100 conversions conclude nothing.
const armOf = fc.tuple(fc.integer({ min: 1_000, max: 5_000 }), fc.integer({ min: 15, max: 900 }));
const weeks = fc.integer({ min: 1, max: 4 });

test('where less is better, more of it never makes a verdict better', () => {
  const returns = { ...conversion, better: 'lower' } as const;
  fc.assert(
    fc.property(armOf, fc.nat(80), weeks, ([n, x], more, count) => {
      const [less, worse] = [x, x + more].map(
        (returned) =>
          rank[
            abTestVerdict(returns, daysOf(7 * count, rate(n, returned), rate(n, 400)), end).outcome
          ],
      );
      expect(worse).toBeLessThanOrEqual(less!);
    }),
  );
});

/** Units that are worth `mean` on average and vary as those of the stable do. */
const worth = (n: number, mean: number): ArmSums => ({
  n,
  sum: n * mean,
  sumSquares: n * (mean * mean + 25),
});

test('a candidate whose units are worth less never does better', () => {
  const mean = evenShare.map((share) => 3 + 17 * share);
  const loss = evenShare.map((share) => 2 * share);
  fc.assert(
    fc.property(mean, loss, weeks, (value, lost, count) => {
      const [more, less] = [value, value - lost].map(
        (each) =>
          rank[
            abTestVerdict(revenue, daysOf(7 * count, worth(2_000, each), worth(2_000, 10)), end)
              .outcome
          ],
      );
      expect(less).toBeLessThanOrEqual(more!);
    }),
  );
});

test('the interval does not ask how units are grouped into rows', () => {
  const day = fc.tuple(armOf, armOf);
  const days = fc.array(day, { minLength: 14, maxLength: 14 });
  fc.assert(
    fc.property(days, (counts) => {
      const rows = counts.map(([own, other], index): AbRow => ({
        ...daysOf(14, rate(0, 0), rate(0, 0))[index]!,
        candidate: rate(...own),
        stable: rate(...other),
      }));
      const added = (arms: readonly ArmSums[]) =>
        rate(
          arms.reduce((sum, { n }) => sum + n, 0),
          arms.reduce((sum, arm) => sum + arm.sum, 0),
        );
      const byWeek = [rows.slice(0, 7), rows.slice(7)].map((week): AbRow => ({
        start: week[0]!.start,
        seconds: 7 * daySeconds,
        candidate: added(week.map(({ candidate }) => candidate)),
        stable: added(week.map(({ stable }) => stable)),
      }));

      const [one, two] = [rows, byWeek].map((all) => abTestVerdict(conversion, all, end));

      expect(two!.gain).toEqual(one!.gain);
      expect(two!.candidate).toEqual(one!.candidate);
    }),
  );
});

/** A shop of which few visitors buy, most of them little: what a day brings in one arm. */
function takings(random: Random, units: number): ArmSums {
  const n = random.poisson(units);
  let [sum, sumSquares] = [0, 0];
  for (let buyer = random.binomial(n, 0.05); buyer > 0; buyer -= 1) {
    const order = Math.exp(3 + random.normal());
    [sum, sumSquares] = [sum + order, sumSquares + order * order];
  }
  return { n, sum, sumSquares };
}

test('equal arms with a skewed mean: a look every day hardly ever calls one better or worse', () => {
  const random = randomFrom(41);
  const [replicates, days] = [200, 21];
  const gate = { ...revenue, plannedUnits: 2_000 * days, margin: 0 };
  let [left, called] = [0, 0];
  for (let each = 0; each < replicates; each += 1) {
    const rows = daysOf(days, rate(0, 0), rate(0, 0)).map((row) => ({
      ...row,
      candidate: takings(random, 1_000),
      stable: takings(random, 1_000),
    }));
    const looks = rows.map((_, index) => abTestVerdict(gate, rows.slice(0, index + 1), end));
    const sure = looks.filter(({ reason }) => reason !== 'too-few-conversions');
    if (sure.some(({ gain }) => gain && !(gain.lower <= 0 && gain.upper >= 0))) left += 1;
    if (looks.some(({ outcome }) => outcome === 'win' || outcome === 'lose')) called += 1;
  }
  console.info(
    `Measured, seeded: equal arms, orders of e^(3 + N), ${days} looks: no difference left out ${left / replicates}, called ${called / replicates} of ${replicates} tests`,
  );

  // Three standard errors of the simulation above 5 %.
  expect(left / replicates).toBeLessThanOrEqual(0.05 + 0.046);
  expect(called).toBeLessThanOrEqual(left);
});
