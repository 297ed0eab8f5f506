import fc from 'fast-check';
import { benjaminiHochberg } from '../../../src/judge/statistics/benjamini-hochberg';
import { jensenShannon } from '../../../src/judge/statistics/category-distance';
import { stabilityIndex } from '../../../src/judge/statistics/population-stability';
import { exactMcNemar, pairedDifference } from '../../../src/judge/statistics/mcnemar';
import {
  addClasses,
  emptyClasses,
  kappa,
  mergeClasses,
} from '../../../src/judge/answers/class-table';
import { addTo, momentsOf, sumOf, type ExactSum } from '../../../src/judge/answers/exact-sum';
import {
  binOf,
  quantileOf,
  record,
  valueOfBin,
  type Histogram,
} from '../../../src/judge/answers/log-linear-histogram';

const value = fc
  .double({ min: -1e100, max: 1e100, noNaN: true })
  .filter((x) => x === 0 || Math.abs(x) > 1e-200);

const summed = (values: readonly number[]): ExactSum => {
  const sum: ExactSum = {};
  for (const each of values) addTo(sum, each);
  return sum;
};

test('sums are exact, whatever the order', () => {
  const shuffled = fc
    .array(value, { maxLength: 30 })
    .chain((values) =>
      fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
    );
  fc.assert(
    fc.property(shuffled, ([values, other]) => {
      expect(sumOf(summed(values))).toBe(sumOf(summed(other)));
      expect(Math.abs(sumOf(summed([...values, ...other.map((each) => -each)])))).toBe(0);
    }),
  );

  expect(sumOf(summed([1e16, 1, -1e16]))).toBe(1);
  expect(sumOf(summed(Array.from({ length: 10 }, () => 0.1)))).toBe(1);
  expect(sumOf(summed([NaN, Infinity, 2]))).toBe(2);
});

test.each<[value: number, sum: ExactSum]>([
  [0, {}],
  [1, { 0: 1 }],
  [-1.5, { 0: -1, '-1': -(2 ** 23) }],
  [2 ** 24, { 1: 1 }],
  [2 ** 24 - 1, { 0: 2 ** 24 - 1 }],
  [2 ** -24, { '-1': 1 }],
  [1 + 2 ** -48, { 0: 1, '-2': 1 }],
  [2 ** 900, { 37: 2 ** 12 }],
  [-(2 ** 900), { 37: -(2 ** 12) }],
  [2 ** -900, { '-38': 2 ** 12 }],
  // Nothing measured is that large or that small.
  [2 ** 901, {}],
  [2 ** -901, {}],
])('%p in units of powers of 2^24', (value, sum) => {
  expect(summed([value])).toEqual(sum);
  expect(sumOf(sum)).toBe(Object.keys(sum).length === 0 ? 0 : value);
});

test('moments are those of the values', () => {
  const values = [2, 4, 4, 4, 5, 5, 7, 9];

  const found = momentsOf(8, summed(values), summed(values.map((each) => each ** 2)));

  expect(found.mean).toBe(5);
  expect(found.sd).toBeCloseTo(Math.sqrt(32 / 7), 12);
  expect(momentsOf(1, { 0: 5 }, { 0: 25 })).toEqual({ mean: 5, sd: 0 });
  expect(momentsOf(2, { 0: 6 }, { 0: 20 })).toEqual({ mean: 3, sd: Math.SQRT2 });
  expect(momentsOf(0, {}, {})).toEqual({ mean: 0, sd: 0 });
  // Sums that no values have.
  expect(momentsOf(2, { 0: 6 }, { 0: 1 })).toEqual({ mean: 3, sd: 0 });
});

test('a bin holds its values within 0.8 %, and bins are in the order of values', () => {
  const measured = fc.double({ min: 1e-15, max: 1e17, noNaN: true });
  fc.assert(
    fc.property(measured, measured, fc.boolean(), (a, b, negative) => {
      const signed = negative ? -a : a;
      const middle = valueOfBin(binOf(signed));
      expect(Math.abs(middle - signed)).toBeLessThanOrEqual(0.0079 * a);
      expect(binOf(middle)).toBe(binOf(signed));
      if (a <= b) expect(binOf(a)).toBeLessThanOrEqual(binOf(b));
      expect(binOf(-a)).toBe(-binOf(a));
    }),
    { numRuns: 2_000 },
  );
  expect([0, 1e-30, NaN].map(binOf)).toEqual([0, 0, 0]);
  expect(binOf(1e30)).toBe(binOf(1e40));
  expect(binOf(8)).toBe(binOf(8.1));
  expect(binOf(8)).toBe(binOf(8 * (1 - 2 ** -50)) + 1);
});

// 64 bins from one power of two to the next, the first from 2^-60 on, the last up to 2^60.
test.each<[value: number, bin: number, middle: number]>([
  [0, 0, 0],
  [2 ** -61, 0, 0],
  [2 ** -60, 1, 2 ** -60 * (1 + 0.5 / 64)],
  [2 ** -60 * (1 + 1 / 64), 2, 2 ** -60 * (1 + 1.5 / 64)],
  [1, 60 * 64 + 1, 1 + 0.5 / 64],
  [1.5, 60 * 64 + 33, 1.5 + 0.5 / 64],
  [-1.5, -60 * 64 - 33, -1.5 - 0.5 / 64],
  [2 - 2 ** -50, 61 * 64, 2 - 0.5 / 64],
  [2, 61 * 64 + 1, 2 + 1 / 64],
  // The numbers next to 8, whose logarithms are 3 as far as doubles tell.
  [8 * (1 - 2 ** -53), 63 * 64, 8 - 2 / 64],
  [8, 63 * 64 + 1, 8 + 4 / 64],
  [8 * (1 + 2 ** -52), 63 * 64 + 1, 8 + 4 / 64],
  [2 ** 60 * (1 - 2 ** -50), 120 * 64, 2 ** 60 * (1 - 0.25 / 64)],
  [2 ** 60, 120 * 64 + 1, 2 ** 60 * (1 + 0.5 / 64)],
  [-(2 ** 70), -120 * 64 - 1, -(2 ** 60) * (1 + 0.5 / 64)],
])('%p is in bin %p, of which %p is the middle', (value, bin, middle) => {
  expect(binOf(value)).toBe(bin);
  expect(valueOfBin(bin)).toBe(middle);
});

test('a bin beyond the last has the value of the last', () => {
  expect(valueOfBin(9_999)).toBe(valueOfBin(120 * 64 + 1));
  expect(valueOfBin(-9_999)).toBe(valueOfBin(-120 * 64 - 1));
});

test('a quantile is the first value whose rank suffices', () => {
  const histogram: Histogram = {};
  for (const value of [-4, 1, 1, 8]) record(histogram, value);
  const values = [-4, 1, 8].map((value) => valueOfBin(binOf(value)));

  expect([0, 0.25, 0.26, 0.75, 0.76, 1].map((q) => quantileOf(histogram, q))).toEqual(
    [0, 0, 1, 1, 2, 2].map((index) => values[index]),
  );
});

test('quantiles by nearest rank', () => {
  const histogram: Histogram = {};
  for (let each = 1; each <= 1_000; each += 1) record(histogram, each);

  expect(quantileOf(histogram, 0.5) / 500).toBeCloseTo(1, 1);
  expect(quantileOf(histogram, 0.99) / 990).toBeCloseTo(1, 1);
  expect(quantileOf({}, 0.5)).toBe(0);
});

test('distances over bins: values published elsewhere', () => {
  // awslabs/deequ, KLLDistanceTest.scala
  const actual = [426, 437, 429, 391, 469, 433, 360, 443, 371, 418];
  const expected = [428, 425, 414, 427, 440, 447, 380, 386, 444, 386];
  expect(stabilityIndex(actual, expected).psi).toBeCloseTo(0.007406694184014186, 12);
  expect(stabilityIndex(actual, expected).excess).toBe(0);
  expect(jensenShannon([1, 0], [0, 1])).toBe(1);
  expect(jensenShannon([3, 3], [5, 5])).toBe(0);
  // 1 - H-like by hand: p = (1, 0), q = (1/2, 1/2).
  expect(jensenShannon([2, 0], [1, 1])).toBeCloseTo(0.311278124459, 11);
  expect(stabilityIndex([], [])).toEqual({ psi: NaN, excess: NaN });
});

test("McNemar's exact test", () => {
  expect(exactMcNemar(10, 2)).toBeCloseTo((2 * (1 + 12 + 66)) / 4_096, 12);
  expect(exactMcNemar(2, 10)).toBeCloseTo((2 * (1 + 12 + 66)) / 4_096, 12);
  expect(exactMcNemar(5, 0)).toBeCloseTo(0.0625, 12);
  expect(exactMcNemar(0, 0)).toBe(1);
  expect(exactMcNemar(4, 5)).toBeCloseTo(1, 12);
});

test('a paired difference with its interval', () => {
  const found = pairedDifference(100, { first: 10, second: 4 });

  expect(found.difference).toBe(0.06);
  expect(found.low).toBeLessThan(0);
  expect(found.high).toBeGreaterThan(0.1);
  expect(pairedDifference(100, { first: 4, second: 10 })).toEqual({
    difference: -0.06,
    low: -found.high,
    high: -found.low,
  });
  expect(pairedDifference(0, { first: 0, second: 0 })).toEqual({ difference: 0, low: -1, high: 1 });
});

test('p-values adjusted for being many', () => {
  const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.005]);
  expect(adjusted.map((p) => Number(p.toFixed(12)))).toEqual([0.02, 0.04, 0.04, 0.02]);
  expect(benjaminiHochberg([])).toEqual([]);
});

const saidSo = (rows: readonly (readonly [candidate: string, stable: string, times: number])[]) => {
  const table = emptyClasses();
  for (const [candidate, stable, times] of rows)
    for (let time = 0; time < times; time += 1) addClasses(table, candidate, stable);
  return table;
};

test("Cohen's kappa", () => {
  expect(
    kappa(
      saidSo([
        ['y', 'y', 20],
        ['n', 'y', 5],
        ['y', 'n', 10],
        ['n', 'n', 15],
      ]),
    ),
  ).toBeCloseTo(0.4, 12);
  expect(kappa(saidSo([['y', 'y', 9]]))).toBeUndefined();
  expect(kappa(emptyClasses())).toBeUndefined();
});

test('classes beyond the bound become one, in whatever order they come', () => {
  const names = Array.from(
    { length: 120 },
    (_, index) => `class-${String(index).padStart(3, '0')}`,
  );
  const forth = saidSo(names.map((name, index) => [name, names[(index * 7) % 120]!, 1]));
  const back = saidSo(
    names.map((name, index) => [name, names[(index * 7) % 120]!, 1] as const).reverse(),
  );

  expect(back).toEqual(forth);
  expect(Object.keys(forth.classes)).toHaveLength(51);
  expect(kappa(forth)).toBeUndefined();
  expect(mergeClasses(forth, back).n).toBe(240);
});
