import { findingsOf, type Measure } from '../../../src/judge/drift/finding';
import { distanceMeasure, shareMeasure, shiftMeasure } from '../../../src/judge/drift/measures';

const named = { feature: 'age', limit: 0.1 };

test('a moved mean by hand: Glass’s delta and the error after Hedges and Olkin', () => {
  const baseline = { n: 101, mean: 10, sd: 2 };
  const current = { n: 50, mean: 13, variance: 8 };
  const moved = shiftMeasure({ feature: 'age', limit: 1 }, baseline, current)!;
  const error = Math.sqrt(8 / 4 / 50 + 1 / 101 + 1.5 ** 2 / 200);

  expect(moved).toMatchObject({ feature: 'age', check: 'shift', limit: 1, value: 1.5 });
  // The quantile of 2.5 % is 1.96 standard deviations.
  expect(moved.lower(0.025)).toBeCloseTo(1.5 - 1.959963984540054 * error, 12);
  expect(moved.upper(0.025)).toBeCloseTo(1.5 + 1.959963984540054 * error, 12);
  expect(moved.lower(1e-300)).toBe(0);
  const onLimit = shiftMeasure({ feature: 'age', limit: 1.5 }, baseline, current)!;
  expect(onLimit.p).toBeCloseTo(0.5, 12);
  const down = shiftMeasure({ feature: 'age', limit: 1 }, baseline, { ...current, mean: 7 })!;
  expect(down.value).toBe(1.5);
  expect(down.p).toBeCloseTo(moved.p, 12);
});

test.each([
  [
    { n: 101, mean: 10, sd: 0 },
    { n: 50, mean: 13, variance: 8 },
  ],
  [
    { n: 1, mean: 10, sd: 2 },
    { n: 50, mean: 13, variance: 8 },
  ],
  [
    { n: 101, mean: 10, sd: 2 },
    { n: 1, mean: 13, variance: 8 },
  ],
  [
    { n: 101, mean: 10, sd: 2 },
    { n: 50, mean: NaN, variance: 8 },
  ],
  [
    { n: 101, mean: 10, sd: 2 },
    { n: 50, mean: 13, variance: Infinity },
  ],
])('of %j and %j no move can be said', (baseline, current) => {
  expect(shiftMeasure(named, baseline, current)).toBeUndefined();
});

test('a distance by hand: what chance leaves of it, and how far it may reach', () => {
  const sizes = { n: 400, m: 100 };
  const scale = Math.sqrt(1 / 400 + 1 / 100);
  const apart = distanceMeasure(named, { least: 0.3, most: 0.4, cells: 3 }, sizes);

  expect(apart).toMatchObject({ check: 'baseline_drift_check', value: 0.4, limit: 0.1 });
  expect(apart.p).toBeCloseTo(2 * 3 * Math.exp(-2 * (0.2 / scale) ** 2), 12);
  // Massart: 2 exp(-2 c²) is the chance, over each of the cells; Hoeffding on one side has no 2.
  expect(apart.lower(0.06)).toBeCloseTo(0.3 - Math.sqrt(-Math.log(0.01) / 2) * scale, 12);
  expect(apart.upper(0.05)).toBeCloseTo(0.4 + Math.sqrt(-Math.log(0.05) / 2) * scale, 12);
  expect(distanceMeasure(named, { least: 0.05, most: 0.05 }, sizes).p).toBe(1);
  expect(distanceMeasure(named, { least: 0.01, most: 0.99 }, sizes).upper(0.05)).toBe(1);
  expect(distanceMeasure(named, { least: 0.01, most: 0.99 }, sizes).lower(0.05)).toBe(0);
});

test.each([
  [0, 100],
  [100, 0],
])('of %d beside %d values no distance is known', (n, m) => {
  const unknown = distanceMeasure(named, { least: 0.5, most: 1 }, { n, m });

  expect([unknown.p, unknown.lower(0.05), unknown.upper(0.05)]).toEqual([1, 0, 1]);
});

test('a share by hand', () => {
  const check = 'completeness_check' as const;
  const of = (limit: number, n: number, x: number, most?: number) =>
    shareMeasure({ feature: 'age', check, limit }, { n, x, ...(most !== undefined && { most }) });

  // All of ten where half may be: 2^-10.
  expect(of(0.5, 10, 10).p).toBeCloseTo(2 ** -10, 15);
  expect(of(0.5, 10, 10).lower(0.05)).toBeCloseTo(0.05 ** 0.1, 12);
  expect(of(0.5, 10, 0).upper(0.05)).toBeCloseTo(1 - 0.05 ** 0.1, 12);
  expect(of(0.5, 10, 0)).toMatchObject({ p: 1, value: 0, limit: 0.5 });
  expect(of(0.5, 10, 4, 6).value).toBe(0.6);
  expect(of(0.5, 10, 0, 10).upper(0.05)).toBe(1);
  expect(of(0.5, 0, 0).value).toBe(0);
  // 1 - 0.9 is a hair under a tenth.
  expect(of(1 - 0.9, 10, 1).limit).toBe(0.1);
  expect(of(1.01, 10, 10)).toMatchObject({ limit: 1 });
  expect(of(1.01, 10, 10).upper(0.05)).toBe(1);
  expect(of(-0.1, 10, 0).limit).toBe(0);
});

describe('findings', () => {
  const measure = (feature: string, value: number, lower: number, upper: number, p: number) =>
    ({
      feature,
      check: 'shift',
      value,
      limit: 0.5,
      p,
      lower: (error) => lower + error,
      upper: (error) => upper - error,
    }) satisfies Measure;

  test('are broken, suspected, unproven or kept, the worst first', () => {
    const found = findingsOf(
      [
        measure('kept', 0.1, 0, 0.5, 0.9),
        measure('unproven', 0.5, 0.1, 0.6, 0.5),
        measure('suspected', 0.51, 0.4, 0.7, 0.3),
        measure('broken', 0.9, 0.6, 1, 0.01),
        measure('only just', 0.9, 0.5, 1, 0.02),
      ],
      { fail: 0, pass: 0 },
    );

    expect(found.map(({ feature, result }) => [feature, result])).toEqual([
      ['broken', 'broken'],
      ['only just', 'suspected'],
      ['suspected', 'suspected'],
      ['unproven', 'unproven'],
      ['kept', 'kept'],
    ]);
    // Benjamini and Hochberg: the k-th smallest of five times 5 / k, none above a larger one.
    expect(found.map(({ adjusted }) => adjusted)).toEqual([0.05, 0.05, 0.5, 0.625, 0.9]);
  });

  test('share the error of a failure, and each has that of a pass', () => {
    const [first] = findingsOf([measure('b', 0.1, 0, 1, 0.5), measure('a', 0.1, 0, 1, 0.5)], {
      fail: 0.02,
      pass: 0.05,
    });

    expect(first).toEqual({
      feature: 'a',
      check: 'shift',
      value: 0.1,
      limit: 0.5,
      p: 0.5,
      lower: 0.01,
      upper: 0.95,
      adjusted: 0.5,
      result: 'unproven',
    });
  });
});
