import { benjaminiHochberg } from '../../../src/judge/statistics/benjamini-hochberg';
import {
  hellinger,
  jensenShannon,
  lInfinity,
} from '../../../src/judge/statistics/category-distance';
import { isCount, totalOf } from '../../../src/judge/statistics/counting';
import { dispersion } from '../../../src/judge/statistics/dispersion';
import { goodnessOfFit } from '../../../src/judge/statistics/goodness-of-fit';
import { stabilityIndex } from '../../../src/judge/statistics/population-stability';
import { tenthsOf } from '../../../src/judge/statistics/tenths';

test.each([
  [0, true],
  [2 ** 53 - 1, true],
  [2 ** 53, false],
  [-1, false],
  [0.5, false],
  [NaN, false],
  ['1', false],
  [undefined, false],
])('%p as a count: %p', (value, expected) => expect(isCount(value)).toBe(expected));

test.each([
  [[], 0],
  [[3, 0, 4.5], 7.5],
  [[3, -1], NaN],
  [[Infinity, 3], NaN],
  [[NaN, 3], NaN],
])('counts %p make %p in all', (counts, expected) => expect(totalOf(counts)).toBe(expected));

// As R's p.adjust(p, "BH") has them.
test.each([
  [
    [0.01, 0.04, 0.03, 0.005],
    [0.02, 0.04, 0.04, 0.02],
  ],
  [
    [0.9, 0.8, 0.2],
    [0.9, 0.9, 0.6],
  ],
  [[0.3], [0.3]],
  [[], []],
])('p-values %p are %p as so many', (ps, expected) => {
  const adjusted = benjaminiHochberg(ps);

  expect(adjusted).toHaveLength(expected.length);
  for (const [index, p] of adjusted.entries()) expect(p).toBeCloseTo(expected[index]!, 14);
});

describe('dispersion', () => {
  const periods = (...bad: readonly number[]) => bad.map((x) => ({ x, n: 100 }));

  test('is the squares over what chance has them be, and over the periods less one', () => {
    // Share 0.02: each period is 2 away from its 2, where the variance is 1.96.
    const uneven = periods(4, 0, 4, 0, 4, 0, 4, 0, 4, 0);
    expect(dispersion(uneven)).toBeCloseTo((10 * 4) / 1.96 / 9, 12);
    expect(dispersion([...uneven, { x: 0, n: 0 }, { x: 0, n: 0 }])).toBe(dispersion(uneven));
  });

  test.each([
    ['nine periods', periods(8, 0, 8, 0, 8, 0, 8, 0, 8)],
    [
      'nine periods and one without requests',
      [...periods(8, 0, 8, 0, 8, 0, 8, 0, 8), { x: 0, n: 0 }],
    ],
    ['nineteen bad ones', periods(19, 0, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['all bad', periods(100, 100, 100, 100, 100, 100, 100, 100, 100, 100)],
    ['less than chance has it', periods(2, 2, 2, 2, 2, 2, 2, 2, 2, 2)],
    ['nothing', []],
  ])('of %s is 1', (_, counts) => expect(dispersion(counts)).toBe(1));
});

describe('tenths', () => {
  test.each<[what: string, one: number[], other: number[], ones: number[], others: number[]]>([
    [
      'twenty even cells',
      Array(20).fill(1),
      Array(20).fill(3),
      Array(10).fill(2),
      Array(10).fill(6),
    ],
    // The middles of the cells, in tenths of all 20: 0.5, 5.5 and 10.
    ['a cell that holds most', [1, 7, 0], [1, 11, 0], [1, 7, 0], [1, 11, 0]],
    // 0.5, 1.5, 2.25, 2.75, 6.5: the third and the fourth are of one tenth.
    [
      'small cells beside a large one',
      [1, 2, 1, 0, 10],
      [1, 0, 0, 1, 4],
      [1, 2, 1, 10],
      [1, 0, 1, 4],
    ],
    ['one side alone', [4, 4], [0, 0], [4, 4], [0, 0]],
    ['one cell', [4], [2], [4], [2]],
    ['empty cells at the end', [0, 19, 1, 0], [0, 0, 0, 0], [0, 19, 1], [0, 0, 0]],
    ['no cells', [], [], [], []],
  ])('of %s', (_, one, other, ones, others) => {
    expect(tenthsOf(one, other)).toEqual([ones, others]);
  });
});

describe('stability index', () => {
  test.each<[what: string, a: number[], b: number[], psi: number, chance: number]>([
    // 6.6349 is the chi-square of one degree that chance exceeds once in a hundred; two cells of 200 rows each side.
    ['an empty cell on both sides', [100, 0, 100], [50, 0, 150], Math.log(3) / 4, 0.066348966],
    ['few rows', [2, 2], [1, 3], Math.log(3) / 4, Infinity],
    // Half a row where there is none: 0.005 of a hundred.
    ['a cell new on one side', [100, 0], [50, 50], halfRow(0.005), 0.132697932],
    ['a cell gone on one side', [50, 50], [100, 0], halfRow(0.005), 0.132697932],
    ['one cell', [10], [20], 0, 0],
  ])('of %s', (_, a, b, psi, chance) => {
    const found = stabilityIndex(a, b);

    expect(found.psi).toBeCloseTo(psi, 12);
    expect(found.excess).toBeCloseTo(Math.max(0, psi - chance), 8);
  });

  /** Of [1, share] against [1/2, 1/2]. */
  function halfRow(share: number): number {
    return 0.5 * Math.LN2 + (share - 0.5) * Math.log(share / 0.5);
  }
});

const incomparable: readonly [a: number[], b: number[]][] = [
  [[], []],
  [[0], [0]],
  [
    [0, 0],
    [1, 1],
  ],
  [
    [1, 1],
    [0, 0],
  ],
  [[1], [1, 1]],
  [[1, 1], [1]],
  [
    [-1, 2],
    [1, 1],
  ],
  [
    [1, 1],
    [1, Infinity],
  ],
];

test.each(incomparable)('%p and %p have no distance', (a, b) => {
  expect(lInfinity(a, b)).toBeNaN();
  expect(hellinger(a, b)).toBeNaN();
  expect(jensenShannon(a, b)).toBeNaN();
  expect(stabilityIndex(a, b)).toEqual({ psi: NaN, excess: NaN });
});

describe('goodness of fit', () => {
  const unknown = { statistic: NaN, degrees: NaN, p: NaN };

  test.each<[what: string, observed: number[], weights: number[], expected: object]>([
    ['fewer weights than cells', [1, 2, 3], [1, 1], unknown],
    ['more weights than cells', [1, 2], [1, 1, 1], unknown],
    ['less than nothing', [-1, 2], [1, 1], unknown],
    ['a weight below 0', [1, 2], [-1, 3], unknown],
    ['a weight without end', [1, 2], [1, Infinity], unknown],
    ['a total without end', [1e308, 1e308], [1, 1], unknown],
    ['no weight at all', [0, 0], [0, 0], unknown],
    ['no cell', [], [], { statistic: 0, degrees: 0, p: 1 }],
    ['one cell', [5], [], { statistic: 0, degrees: 0, p: 1 }],
    ['no counts', [0, 0], [1, 1], { statistic: 0, degrees: 0, p: 1 }],
    ['one cell that may hold something', [10, 0], [1, 0], { statistic: 0, degrees: 0, p: 1 }],
    ['a count where none may be', [10, 1], [1, 0], { statistic: Infinity, degrees: 1, p: 0 }],
    [
      'two of three cells as they should be',
      [3, 6, 0],
      [1, 2, 0],
      { statistic: 0, degrees: 1, p: 1 },
    ],
  ])('of %s', (_, observed, weights, expected) => {
    expect(goodnessOfFit(observed, weights)).toEqual(expected);
  });

  test('of three cells by hand: of two degrees the tail is exp(-x / 2)', () => {
    const { statistic, degrees, p } = goodnessOfFit([10, 20, 30], [1, 1, 1]);

    expect(statistic).toBeCloseTo(10, 12);
    expect(degrees).toBe(2);
    expect(p).toBeCloseTo(Math.exp(-5), 12);
  });
});
