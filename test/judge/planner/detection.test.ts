import { smallestFound, type BakeTraffic } from '../../../src/judge/planner/detection';
import { ratioRules } from '../../../src/judge/ratio-verdict';
import { fiveHundreds, fourHundreds } from '../story';

const rules = ratioRules(fiveHundreds, undefined);
const comparator = {
  kind: 'concurrent',
  threshold: 0.03,
  unit: 'ratio',
  requests: 1e6,
  window: { start: '', end: '' },
} as const;
const beside = ratioRules(fourHundreds, comparator);
/** So many requests that chance plays no part. */
const many = { candidate: 1e7, stable: 19e7, stableShare: 0.02 };

/** The share for which the mean of the bets' growths over so many periods comes to the odds, by halving. */
function shareFor(odds: number, growth: (share: number) => number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (growth(middle) >= odds) high = middle;
    else low = middle;
  }
  return high;
}
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
/** The search itself goes no finer than a part in 74 (nine halvings of three decades). */
const near = (found: number | undefined, expected: number): void => {
  expect(found! / expected).toBeGreaterThan(0.995);
  expect(found! / expected).toBeLessThan(1.02);
};

// Bets of 2, 10, 40 and 95 % against 0.1 %, odds of 200 : 1.
test.each([1, 2, 5, 12])('over %d periods the bets find what they must grow by', (periods) => {
  const growth = (share: number): number =>
    meanOf([0.02, 0.1, 0.4, 0.95].map((c) => (1 + (c / 0.001) * (share - 0.001)) ** periods));
  const expected = shareFor(200, growth);

  near(smallestFound(rules, { ...many, periods }, 0.8), expected);
  near(smallestFound(rules, { ...many, periods: periods + 0.9 }, 0.95), expected);
});

// Bets of 5, 20, 50 and 90 % against the candidate's twentieth of the bad ones, odds of 1000 : 1.
test.each([4, 6])('over %d periods 4XX are found beside the stable', (periods) => {
  const growth = (share: number): number => {
    const of = share / (share + 19 * 0.02);
    return meanOf([0.05, 0.2, 0.5, 0.9].map((c) => (1 + (c / 0.05) * (of - 0.05)) ** periods));
  };
  const expected = shareFor(1000, growth);

  expect(expected).toBeGreaterThan(0.03);
  near(smallestFound(beside, { ...many, periods }, 0.8), expected);
});

test('what the rule allows above the stable is never found', () => {
  near(smallestFound(beside, { ...many, periods: 60 }, 0.8), 0.03);
});

// One period of a dead candidate is proof from the second request on: a Poisson count of 2 or more.
test.each([
  [2.6, 0.8, false], // 73 %
  [3.6, 0.8, true], // 87 %
  [4.1, 0.95, false], // 92 %
  [5.6, 0.95, true], // 98 %
])('of %d dead requests a period is found with %d: %s', (candidate, chance, found) => {
  const traffic: BakeTraffic = { periods: 1, candidate, stable: 0, stableShare: 0 };

  expect(smallestFound(rules, traffic, chance) !== undefined).toBe(found);
});

test.each<Partial<BakeTraffic>>([
  { periods: 0 },
  { periods: 0.9 },
  { periods: NaN },
  { candidate: 0 },
  { candidate: -1 },
  { candidate: NaN },
])('with %j nothing is found', (change) => {
  expect(smallestFound(rules, { ...many, periods: 30, ...change }, 0.8)).toBeUndefined();
});

test('a limit of a half and more is searched from a half on, and one of 0 from next to nothing', () => {
  const limited = (limit: number) => ratioRules({ ...fiveHundreds, limit }, undefined);

  expect(smallestFound(limited(0.9), { ...many, periods: 100 }, 0.8)).toBeGreaterThan(0.9);
  expect(smallestFound(limited(0), { ...many, periods: 2 }, 0.8)).toBeLessThan(1e-6);
});

test('more traffic, longer bakes and less certainty find smaller harm', () => {
  const base: BakeTraffic = { periods: 10, candidate: 30, stable: 570, stableShare: 0.0005 };
  const of = (change: Partial<BakeTraffic>, chance = 0.8): number =>
    smallestFound(rules, { ...base, ...change }, chance)!;

  expect(of({ candidate: 100 })).toBeLessThan(of({}));
  expect(of({ periods: 20 })).toBeLessThan(of({}));
  expect(of({}, 0.95)).toBeGreaterThan(of({}));
});
