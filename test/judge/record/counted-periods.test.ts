import { recorded } from '../../../src/judge/record/counted-periods';
import { bake, count, noon } from '../story';

const start = new Date(noon).toISOString();

test.each([
  [count(9, 1), count(8, 2), [9, 1, 8, 2]],
  [{ n: 9, x: 1, most: 3 }, { n: 8, x: 0, most: 2 }, [9, 1, 8, 0, 3, 2]],
  // Of an arm without a bracket the most is what was counted.
  [{ n: 9, x: 1, most: 3 }, count(8, 2), [9, 1, 8, 2, 3, 2]],
  [count(9, 1), { n: 8, x: 2, most: 4 }, [9, 1, 8, 2, 1, 4]],
  [{ n: 9, x: 0, most: 0 }, { n: 8, x: 0, most: 0 }, [9, 0, 8, 0, 0, 0]],
  [count(9, 1), { n: 8, x: 0, most: 3 }, [9, 1, 8, 0, 1, 3]],
])('%j beside %j is one row', (candidate, stable, counts) => {
  expect(recorded(bake([[candidate, stable]])).rows).toEqual([[start, ...counts]]);
});

test('all that was observed is kept, and what the inputs say already is not', () => {
  const seen = {
    comparator: {
      kind: 'frozen',
      threshold: 7,
      unit: 'µs',
      requests: 300,
      window: { start, end: start },
    },
    thresholdMicros: 7,
    candidateMicros: 8,
    stableMicros: 0,
    candidateBetween: { low: 6 },
    stableBetween: { high: 9 },
    level: 0,
    unavailable: 'refused',
    fault: '',
  } as const;
  const more = { plannedShare: 0.5, expectedPeriods: 3, seconds: 10 };

  expect(recorded(bake([[count(9, 1)]], { ...seen, ...more }))).toStrictEqual({
    ...seen,
    periodSeconds: 10,
    expectedPeriods: 3,
    rows: [[start, 9, 1, 0, 0]],
  });
  expect(recorded(bake([]))).toEqual({ periodSeconds: 0, expectedPeriods: 0, rows: [] });
});
