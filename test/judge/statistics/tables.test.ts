import { fisherExact } from '../../../src/judge/statistics/fisher-exact';
import { isDraw, supportOf } from '../../../src/judge/statistics/hypergeometric';

test.each([
  [-1, 2, 3, 4],
  [1, -2, 3, 4],
  [1, 2, -3, 4],
  [1, 2, 3, -4],
  [0.5, 2, 3, 4],
])('a table of %d, %d, %d and %d has no p-value', (a, b, c, d) => {
  const table = [
    [a, b],
    [c, d],
  ] as const;
  expect(fisherExact(table)).toBeNaN();
  expect(fisherExact(table, 'less')).toBeNaN();
  expect(fisherExact(table, 'greater')).toBeNaN();
});

// Four cups of each: tables by their chances of 1, 16, 36, 16 and 1 in 70.
test.each([
  [4, 1 / 70, 1, 2 / 70],
  [3, 17 / 70, 69 / 70, 34 / 70],
  [2, 53 / 70, 53 / 70, 1],
  [1, 69 / 70, 17 / 70, 34 / 70],
  [0, 1, 1 / 70, 2 / 70],
])('a lady who finds %d of four cups', (found, greater, less, either) => {
  const table = [
    [found, 4 - found],
    [4 - found, found],
  ] as const;
  expect(fisherExact(table, 'greater')).toBeCloseTo(greater, 13);
  expect(fisherExact(table, 'less')).toBeCloseTo(less, 13);
  expect(fisherExact(table)).toBeCloseTo(either, 13);
});

test.each([
  [0, 0, 0, 0],
  [3, 0, 0, 0],
  [0, 3, 0, 0],
  [0, 0, 3, 0],
  [2, 3, 0, 0],
  [0, 0, 2, 3],
  [2, 0, 3, 0],
])('a table of %d, %d, %d and %d can be no other: its p-value is 1', (a, b, c, d) => {
  expect(
    fisherExact([
      [a, b],
      [c, d],
    ]),
  ).toBe(1);
});

test('the support of a draw, and where it is likeliest', () => {
  expect(supportOf({ total: 10, marked: 4, drawn: 5 })).toEqual({ low: 0, high: 4, mode: 2 });
  expect(supportOf({ total: 10, marked: 8, drawn: 5 })).toEqual({ low: 3, high: 5, mode: 4 });
  expect(supportOf({ total: 10, marked: 10, drawn: 5 })).toEqual({ low: 5, high: 5, mode: 5 });
});

test('what is drawn is counted in whole numbers, and no part is more than the total', () => {
  expect(isDraw({ total: 3, marked: 3, drawn: 3 })).toBe(true);
  expect(isDraw({ total: 0, marked: 0, drawn: 0 })).toBe(true);
  expect(isDraw({ total: 3, marked: 4, drawn: 3 })).toBe(false);
  expect(isDraw({ total: 3, marked: 3, drawn: 4 })).toBe(false);
  expect(isDraw({ total: 2 ** 53, marked: 3, drawn: 3 })).toBe(false);
  expect(isDraw({ total: -1, marked: -1, drawn: -1 })).toBe(false);
});
