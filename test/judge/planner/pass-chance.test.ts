import { spentAt, upperBound } from '../../../src/judge/statistics/upper-bound';
import { fewestRequests, mostBad } from '../../../src/judge/planner/binomial-sums';
import { passChances } from '../../../src/judge/planner/pass-chance';
import { smallestFound } from '../../../src/judge/planner/detection';
import { weigh } from '../../../src/judge/evidence';
import { ratioRules } from '../../../src/judge/ratio-verdict';
import { randomFrom } from '../random';
import { fiveHundreds } from '../story';

const rules = ratioRules(fiveHundreds, undefined);

it('the most bad requests that pass are those under the judge’s own bound', () => {
  for (const n of [700, 736, 900, 1801, 20_000])
    for (const look of [1, 2]) {
      const error = spentAt(look);
      const passes = (x: number): boolean =>
        n >= 736 && x / n <= 0.001 && upperBound({ n, x }, error) <= 0.005;
      const most = mostBad(n, rules, error);
      if (most >= 0) expect(passes(most)).toBe(true);
      expect(passes(most + 1)).toBe(false);
    }
});

it('736 requests without an error are the fewest', () => {
  expect(fewestRequests({ ...rules, minimum: { requests: 0, periods: 0 } }, spentAt(1))).toBe(736);
});

it.each([
  [900, 0.0005],
  [700, 0.0001],
  [4000, 0.0008],
  [20_000, 0.001],
])(
  'chances of two looks at %d requests with %d bad are those of simulated bakes',
  (mean, share) => {
    const looks = [mean, 2 * mean].map((requests, index) => ({
      requests,
      periods: 30 * (index + 1),
    }));
    const random = randomFrom(7);
    const bakes = 4000;
    const seen = [0, 0];
    for (let bake = 0; bake < bakes; bake += 1) {
      let [n, x] = [0, 0];
      for (const [index, look] of [1, 2].entries()) {
        n += random.poisson(mean * (1 - share));
        const bad = random.poisson(mean * share);
        [n, x] = [n + bad, x + bad];
        if (x > mostBad(n, rules, spentAt(look))) continue;
        for (let later = index; later < 2; later += 1) seen[later]! += 1 / bakes;
        break;
      }
    }

    passChances(rules, looks, share).forEach((chance, index) => {
      expect(Math.abs(chance - seen[index]!)).toBeLessThan(0.03);
    });
  },
);

it('harm of the size that is said to be found with 80 % is found by the judge’s own bet', () => {
  const traffic = { periods: 30, candidate: 30, stable: 570, stableShare: 0.0005 };
  const share = smallestFound(rules, traffic, 0.8)!;
  const random = randomFrom(11);
  const bakes = 1000;
  let found = 0;
  for (let bake = 0; bake < bakes; bake += 1) {
    const periods = Array.from({ length: 30 }, (_, index) => {
      const [x, stableX] = [random.poisson(30 * share), random.poisson(570 * 0.0005)];
      const candidate = { n: x + random.poisson(30 * (1 - share)), x };
      const stable = { n: stableX + random.poisson(570), x: stableX };
      return { start: String(index), seconds: 60, candidate, stable };
    });
    if (weigh(periods, rules.question).harm) found += 1;
  }

  expect(found / bakes).toBeGreaterThan(0.73);
  expect(found / bakes).toBeLessThan(0.87);
});

it('where not even a dead candidate is found, nothing is promised', () => {
  const silent = { periods: 1, candidate: 0.01, stable: 0, stableShare: 0 };

  expect(smallestFound(rules, silent, 0.8)).toBeUndefined();
  expect(smallestFound(rules, { ...silent, candidate: NaN }, 0.8)).toBeUndefined();
});
