import { chanceAtMost, fewestRequests, mostBad } from '../../../src/judge/planner/binomial-sums';
import { ratioRules } from '../../../src/judge/ratio-verdict';
import { fiveHundreds } from '../story';

const free = { requests: 0, periods: 0 };
const rulesOf = (limit: number, passLimit: number, minimum = free) => ({
  ...ratioRules({ ...fiveHundreds, limit, passLimit }, undefined),
  minimum,
});

test('chances of at most so many are those of coins', () => {
  expect([0, 1, 2, 3].map((most) => chanceAtMost(most, 3, 0.5))).toEqual(
    [1, 4, 7, 8].map((of8) => expect.closeTo(of8 / 8, 14) as number),
  );
  expect(chanceAtMost(-1, 3, 0.5)).toBe(0);
});

// Of ten coins at most 0 heads have a chance of 1/1024, at most 1 11/1024, at most 2 56/1024.
test.each([
  [0.5 / 1024, -1],
  [1.5 / 1024, 0],
  [10 / 1024, 0],
  [12 / 1024, 1],
  [57 / 1024, 2],
])(
  'the most bad ones of ten that prove less than a half with an error of %d: %d',
  (error, most) => {
    expect(mostBad(10, rulesOf(0.9, 0.5), error)).toBe(most);
  },
);

test.each<[what: string, n: number, rules: ReturnType<typeof rulesOf>, most: number]>([
  ['the share that is allowed', 7000, rulesOf(0.001, 0.5), 7],
  ['one less than the next', 6999, rulesOf(0.001, 0.5), 6],
  // 0.29 times 100 is a hair under 29.
  ['shares that doubles do not hold', 100, rulesOf(0.29, 0.9), 29],
  ['a pass limit of all', 100, rulesOf(0.29, 1), 29],
  ['every share allowed', 100, rulesOf(1, 1), 100],
  ['as few as none', 0, rulesOf(1, 1), -1],
  ['as few as none, with a pass limit', 0, rulesOf(0.1, 0.5), -1],
  ['as many as needed', 50, rulesOf(0.1, 0.5, { requests: 50, periods: 0 }), 5],
  ['fewer than needed', 49, rulesOf(0.1, 0.5, { requests: 50, periods: 0 }), -1],
  ['fewer than needed, with any pass limit', 49, rulesOf(0.1, 1, { requests: 50, periods: 0 }), -1],
  ['a pass limit that is no number', 50, rulesOf(0.1, NaN), -1],
])('%s', (_, n, rules, most) => {
  expect(mostBad(n, rules, 0.025)).toBe(most);
});

test.each([
  // ln 0.025 / ln (1 - limit), up; the rule of three says 3.7 / limit.
  [0.005, 0, 736],
  [0.01, 0, 368],
  [0.5, 0, 6],
  [0.5, 7, 7],
  [1, 0, 1],
  [2, 0, 1],
  [1, 12, 12],
])('a pass limit of %d and a minimum of %d: %d requests', (passLimit, requests, fewest) => {
  expect(fewestRequests({ passLimit, minimum: { requests, periods: 0 } }, 0.025)).toBe(fewest);
});
