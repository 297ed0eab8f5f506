import { parseExpression } from '../../../src/sandbox/cloudwatch/expression';
import { evaluate } from '../../../src/sandbox/cloudwatch/expression-value';
import type { Series } from '../../../src/sandbox/cloudwatch/series';

/** Minutes from a Saturday noon on. */
const start = Date.UTC(2026, 10, 21, 12, 0, 0);
const minute = 60_000;

/** AWS's notation: one value a minute, `-` where there is none. */
function series(text: string): Series {
  const values = text.split(' ').map((value) => (value === '-' ? undefined : Number(value)));
  return new Map(
    values.flatMap((value, index) =>
      value === undefined ? [] : [[start + index * minute, value]],
    ),
  );
}

const known: Readonly<Record<string, Series>> = {
  errors: series('1 0 3 - 2'),
  requests: series('10 0 - 5 20'),
  gaps: series('- 4 - - 10'),
  ramp: series('2 4 8 16 32'),
  none: series('-'),
  cond: series('1 1 0 0 -'),
  yes: series('30 - 0 0 30'),
  no: series('0 0 20 - 20'),
};

function compute(source: string): unknown {
  const periods = Array.from({ length: 5 }, (_, index) => start + index * minute);
  const value = evaluate(parseExpression(source), {
    lookup: (id) => known[id]!,
    metrics: (part) =>
      Object.entries(known)
        .slice(0, 2)
        .filter(([id]) => id.includes(part))
        .map(([, metric]) => metric),
    periodOf: (id) => (id === 'ramp' ? minute : undefined),
    periods,
  });
  const shown = (result: Series) =>
    periods.map((at) => (result.has(at) ? Number(result.get(at)!.toFixed(6)) : '-')).join(' ');
  if (typeof value === 'number') return value;
  return value instanceof Map ? shown(value) : (value as readonly Series[]).map(shown);
}

// "Missing values in a time series are treated as 0. If the value of a data point causes a function
// to attempt to divide by zero, the data point is dropped."
// claim: metric math · arithmetic; a division by 0 and a missing value give no datapoint · AWS:
//   Using math expressions, arithmetic operators
test.each([
  ['errors / requests', '0.1 - - 0 0.1'],
  ['errors + requests', '11 0 3 5 22'],
  ['100 * errors / requests', '10 - - 0 10'],
  ['2 - errors', '1 2 -1 - 0'],
  ['-errors ^ 2', '1 0 9 - 4'],
  ['METRICS() / 10', ['0.1 0 0.3 - 0.2', '1 0 - 0.5 2']],
  ['AVG([errors, requests] / ramp)', '2.75 0 0.1875 0.15625 0.34375'],
])('arithmetic: %s', (source, expected) => {
  expect(compute(source)).toEqual(expected);
});

// The tables of "Comparison and logical operators" and of "Using IF expressions".
// claim: metric math · comparison, logical operators and IF as in AWS's tables · AWS: Using math
//   expressions, comparison and logical operators; IF expressions
test.each([
  ['requests < errors', '0 0 1 0 0'],
  ['requests >= 10', '1 0 - 0 1'],
  ['errors > 0 AND requests > 15', '0 0 0 0 1'],
  ['errors > 1 || errors == 0', '0 1 1 - 1'],
  ['IF(cond, yes, no)', '30 0 20 - -'],
  ['IF(cond, 5, no)', '5 5 20 - -'],
  ['IF(cond, yes, 5)', '30 0 5 5 -'],
  ['IF(cond, yes)', '30 0 - - -'],
  ['IF(1, yes, no)', '30 - 0 0 30'],
  ['IF(0, yes)', '- - - - -'],
  ['IF(requests > 0, errors / requests, 0)', '0.1 0 - 0 0.1'],
  ['IF(ramp < 10, ramp)', '2 4 8 - -'],
])('conditions: %s', (source, expected) => {
  expect(compute(source)).toBe(expected);
});

// claim: metric math · functions on series and lists of series · AWS: Using math expressions,
//   functions supported
test.each([
  ['SUM([errors, requests])', '11 0 3 5 22'],
  ['SUM(METRICS())', '11 0 3 5 22'],
  ['SUM(METRICS("err"))', '1 0 3 - 2'],
  ['SUM([METRICS("err"), METRICS("req")])', '11 0 3 5 22'],
  ['AVG([errors, requests])', '5.5 0 1.5 2.5 11'],
  ['MAX([errors, requests])', '10 0 3 5 20'],
  ['MIN([errors, requests])', '1 0 3 5 2'],
  ['DATAPOINT_COUNT([errors, requests])', '2 2 1 1 2'],
  ['STDDEV([errors, requests])', '4.5 0 0 0 9'],
  ['errors - SUM(errors)', '-5 -6 -3 - -4'],
  ['ramp - MIN(ramp)', '0 2 6 14 30'],
  ['ramp / MAX(ramp)', '0.0625 0.125 0.25 0.5 1'],
  ['TIME_SERIES(AVG(gaps))', '2.8 2.8 2.8 2.8 2.8'],
  ['TIME_SERIES(SUM(gaps) / DATAPOINT_COUNT(gaps))', '7 7 7 7 7'],
  ['TIME_SERIES(METRIC_COUNT(METRICS()))', '2 2 2 2 2'],
  ['RUNNING_SUM(errors)', '1 1 4 - 6'],
  ['DIFF(gaps)', '- - - - 6'],
  ['DIFF_TIME(gaps)', '- - - - 180'],
  ['RATE(ramp) * 60', '- 2 4 8 16'],
  ['ramp / PERIOD(ramp)', '0.033333 0.066667 0.133333 0.266667 0.533333'],
  ['ABS(-errors)', '1 0 3 - 2'],
  ['CEIL(ramp / 3)', '1 2 3 6 11'],
  ['FLOOR(ramp / 3)', '0 1 2 5 10'],
  ['LOG10(requests)', '1 - - 0.69897 1.30103'],
  ['LOG(ramp) / LOG(TIME_SERIES(2))', '1 2 3 4 5'],
  ['FILL(errors, 0)', '1 0 3 0 2'],
  ['FILL(errors, ramp)', '1 0 3 16 2'],
  ['FILL(gaps, REPEAT)', '- 4 4 4 10'],
  ['FILL(gaps, LINEAR)', '- 4 6 8 10'],
  ['FILL(METRICS(), 9)', ['1 0 3 9 2', '10 0 9 5 20']],
  ['FIRST(SORT(METRICS(), AVG, DESC))', '10 0 - 5 20'],
  ['LAST(SORT(METRICS(), MAX, DESC))', '1 0 3 - 2'],
  ['SORT(METRICS(), SUM, ASC, 1)', ['1 0 3 - 2']],
  ['SLICE(METRICS(), 1)', ['10 0 - 5 20']],
  ['SLICE(METRICS(), 0, 1)', ['1 0 3 - 2']],
  ['REMOVE_EMPTY([none, ramp])', ['2 4 8 16 32']],
  ['DAY(ramp)', '6 6 6 6 6'],
  ['HOUR(none) * 100 + MINUTE(none)', '1200 1201 1202 1203 1204'],
  [
    'DATE(ramp) + 100 * MONTH(ramp) + 10000 * YEAR(ramp)',
    '20261121 20261121 20261121 20261121 20261121',
  ],
  ['EPOCH(ramp) - 1795262400', '0 60 120 180 240'],
])('functions: %s', (source, expected) => {
  expect(compute(source)).toEqual(expected);
});

test.each([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['2 ^ 3 ^ 2', 512],
  ['10 - 4 - 3', 3],
  ['1.5e3 / 3', 500],
])('%s', (source, expected) => {
  expect(compute(source)).toBe(expected);
});

// "All functions must be written in uppercase letters."
// claim: metric math · names in lower case, unknown functions and lists where one series is
//   needed are refused · AWS: Using math expressions
test.each([
  '',
  'errors +',
  '(errors',
  'errors)',
  'errors ; 1',
  'IF(errors)',
  'sum(errors)',
  'SEARCH("x", 1)',
  'ANOMALY_DETECTION_BAND(errors)',
  'PERIOD(errors + 1)',
  'PERIOD(errors)',
  'METRICS(errors)',
  'SORT(METRICS(), STDDEV, ASC)',
  'METRICS() + METRICS()',
  'FILL(errors)',
])('"%s" is refused', (source) => {
  expect(() => compute(source)).toThrow(
    expect.objectContaining({ code: 'ValidationException' }) as Error,
  );
});
