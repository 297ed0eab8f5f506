import { spentAt, upperBound } from '../../../src/judge/statistics/upper-bound';
import { fewestRequests, mostBad } from '../../../src/judge/planner/binomial-sums';
import { passChances } from '../../../src/judge/planner/pass-chance';
import { smallestFound } from '../../../src/judge/planner/detection';
import { weigh } from '../../../src/judge/evidence';
import { ratioRules } from '../../../src/judge/ratio-verdict';
import { randomFrom } from '../random';
import { levelRules } from '../../../src/judge/level-verdict';
import { chanceAtMost } from '../../../src/judge/planner/binomial-sums';
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

describe('of values that half of the periods may have outside', () => {
  const halves = levelRules(
    {
      kind: 'level',
      id: 'cpu',
      metric: 'CPUUtilization',
      stat: 'Average',
      max: 80,
      minimum: { requests: 0, periods: 3 },
      alpha: 0.001,
    },
    undefined,
  );
  const steady = (periods: number) => ({ requests: periods, periods, steady: true });

  it.each([0.1, 0.3])(
    'with %d outside the chances of ten and twenty are those of coins',
    (share) => {
      // 11 of 1024 have at most one head, under 2.5 %, and 56 at most two; of twenty coins at most four heads are under
      // 1.25 %, five are not.
      const ways = (n: number, k: number): number =>
        k === 0 ? 1 : (ways(n, k - 1) * (n - k + 1)) / k;
      const just = (k: number): number => ways(10, k) * share ** k * (1 - share) ** (10 - k);
      const atMost = (k: number): number => (k < 0 ? 0 : atMost(k - 1) + just(k));
      const first = atMost(1);
      const second = first + just(2) * atMost(2) + just(3) * atMost(1) + just(4) * atMost(0);

      const [once, ...twice] = passChances(halves, [steady(10), steady(20)], share);
      expect(once).toBeCloseTo(first, 12);
      expect(twice).toEqual([expect.closeTo(second, 12)]);
      expect(passChances(halves, [steady(10)], share)).toEqual([expect.closeTo(first, 12)]);
    },
  );

  it('a look that cannot pass leaves it to the next one, and no look is no chance', () => {
    // Five coins without a head are 1 of 32, ten 1 of 1024, with one head 11: over 1.25 % for a second look only.
    expect(passChances(halves, [steady(5), steady(10)], 0.3)).toEqual([
      0,
      expect.closeTo(0.7 ** 10 + 10 * 0.3 * 0.7 ** 9, 12),
    ]);
    expect(passChances(halves, [steady(5), steady(6)], 0)).toEqual([0, 0]);
    expect(passChances(halves, [], 0.1)).toEqual([]);
  });

  it('as many periods as the rule asks for are enough, one less is not', () => {
    const asked = { ...halves, minimum: { requests: 0, periods: 10 } };

    expect(passChances(asked, [steady(10)], 0)).toEqual([1]);
    expect(passChances(asked, [{ ...steady(10), periods: 9 }], 0)).toEqual([0]);
    expect(passChances(asked, [{ ...steady(10), periods: 9 }, steady(20)], 0)).toEqual([0, 1]);
  });

  it('what arrives is spread like a Poisson count, by nine parts of a normal law', () => {
    // norm.ppf((k + 0.5) / 9) of SciPy.
    const middles = [1.593219, 0.967422, 0.589456, 0.282216];
    const counts = [0, ...middles, ...middles.map((middle) => -middle)].map((middle) =>
      Math.round(16 + 4 * middle),
    );
    // Of 10 to 22 coins so many heads are under 2.5 %.
    const most: Record<number, number> = {
      10: 1,
      12: 2,
      14: 2,
      15: 3,
      16: 3,
      17: 4,
      18: 4,
      20: 5,
      22: 5,
    };
    const mean = counts.reduce((sum, n) => sum + chanceAtMost(most[n]!, n, 0.2) / 9, 0);

    expect([...counts].sort((a, b) => a - b)).toEqual(Object.keys(most).map(Number));
    expect(passChances(halves, [{ requests: 16, periods: 30 }], 0.2)).toEqual([
      expect.closeTo(mean, 12),
    ]);
  });

  it.each([
    [600, 0.47, 1e-9],
    // From here on in strides.
    [2000, 0.48, 0.008],
    [20_000, 0.494, 0.003],
  ])('after a look that cannot pass, at %d, a second one is the first', (n, share, within) => {
    const [once, twice] = passChances(halves, [{ ...steady(n), periods: 2 }, steady(2 * n)], share);
    const most = mostBad(2 * n, halves, spentAt(2));

    expect(once).toBe(0);
    expect(twice).toBeGreaterThan(0.3);
    expect(twice).toBeLessThan(0.99);
    expect(Math.abs(twice! - chanceAtMost(most, 2 * n, share))).toBeLessThan(within);
  });
});

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
