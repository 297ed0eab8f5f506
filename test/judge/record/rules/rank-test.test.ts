import type { Count } from '../../../../src/judge/observation';
import { rankTest } from '../../../../src/judge/record/rules/rank-test';
import type { Series } from '../../../../src/judge/record/rules/series';

/** A period for each number of bad ones among 1024 requests, so that rates and their differences are exact. */
function seriesOf(candidate: readonly number[], stable: readonly number[]): Series {
  const count = (x: number | undefined): Count | undefined =>
    x === undefined ? x : { n: 1024, x };
  return Array.from({ length: Math.max(candidate.length, stable.length) }, (_, index) => ({
    candidate: count(candidate[index]),
    stable: count(stable[index]),
  }));
}

// By hand, after Hollander and Wolfe: of all differences in order, the interval begins at number
// floor(pairs / 2 - 2.3263 sd) + 1, where sd² = pairs / 12 (N + 1 - sum(t³ - t) / (N (N - 1))). Without ties five
// periods of each have sd² = 22.917, so it begins at the second of 25, and their median is the 13th.
test.each<[string, readonly number[], readonly number[], boolean]>([
  ['differences 1, 11, 12; median 39', [31, 41, 42, 43, 44], [1, 2, 3, 4, 30], true],
  ['differences 1, 9, 12; median 38', [31, 39, 42, 43, 44], [1, 2, 3, 4, 30], false],
  ['differences 1, 10, 14; median 40', [31, 40, 44, 45, 46], [0, 1, 2, 3, 30], false],
  // Ties of 3 and of 4: sd² = 14.72, the second of 20. Without their correction it would be the first.
  ['differences -3, 12; median 36', [21, 36, 36, 36], [0, 0, 0, 0, 24], true],
  // sd² = 16.67: the first of 20; the median is between the 10th, 27, and the 11th, 29.
  ['difference 7; median 28', [44, 47, 53, 59], [2, 12, 26, 30, 37], false],
  ['difference 8; median 29', [45, 48, 54, 60], [2, 12, 26, 30, 37], true],
  // Two periods each: no difference is small enough for the confidence, the smallest counts.
  ['two periods each', [40, 41], [1, 2], true],
  ['two periods each, one alike', [2, 41], [1, 2], false],
  ['no difference at all', [5, 5, 5, 5, 5], [5, 5, 5, 5, 5], false],
  ['better', [1, 2, 3, 4, 5], [41, 42, 43, 44, 45], false],
])('%s', (_, candidate, stable, high) => {
  const series = seriesOf(candidate, stable);

  expect(rankTest.end(series, 0)).toEqual(
    high ? { rolledBackAt: series.length, promoted: false } : { promoted: true },
  );
});

test('an arm without data counts for the candidate, as published', () => {
  const some = [41, 42, 43, 44, 45];

  expect(rankTest.end(seriesOf(some, []), 0)).toEqual({ promoted: true });
  expect(rankTest.end(seriesOf([], some), 0)).toEqual({ promoted: true });
  expect(rankTest.end([], 0)).toEqual({ promoted: true });
});

test('periods without requests are left out', () => {
  const rates = seriesOf([31, 41, 42, 43, 44], [1, 2, 3, 4, 30]);
  const none = { n: 0, x: 0 };
  const silent = rates.flatMap((minute) => [minute, { candidate: none, stable: none }]);

  expect(rankTest.end(silent, 0)).toEqual({ rolledBackAt: 10, promoted: false });
  expect(rankTest.end([{ candidate: none, stable: none }], 0)).toEqual({ promoted: true });
});
