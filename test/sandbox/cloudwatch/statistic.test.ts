import { MetricStore } from '../../../src/sandbox/cloudwatch/metric-store';
import { parseStatistic } from '../../../src/sandbox/cloudwatch/statistic';
import type { StatisticSet } from '../../../src/sandbox/cloudwatch/statistic-set';
import { statisticValue } from '../../../src/sandbox/cloudwatch/statistic-value';

function compute(
  text: string,
  values: readonly number[],
  more: { counts?: number[]; set?: StatisticSet } = {},
) {
  const store = new MetricStore({ now: () => 1_000 });
  const id = { namespace: 'Test', metric: 'Latency', dimensions: {} };
  store.record({ ...id, at: 0, visibleAt: 0, values, ...more });
  const points = store.read({ ...id, start: 0, end: 1, now: 1_000 });
  return statisticValue(parseStatistic(text), points);
}

const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

// claim: metrics · all statistics: trimmed mean and count, winsorized mean, percentile rank,
//   interquartile mean · AWS: Statistics definitions
test.each([
  ['SampleCount', 100],
  ['Sum', 5050],
  ['Average', 50.5],
  ['Minimum', 1],
  ['Maximum', 100],
  ['p0', 1],
  ['p50', 50],
  ['p99', 99],
  ['p99.9', 100],
  ['p100', 100],
  // Lower bound exclusive, upper inclusive.
  ['TC(10:20)', 10],
  ['TC(90:)', 10],
  ['TC(:90)', 90],
  ['TC(1000:)', 0],
  ['PR(:90)', 90],
  ['PR(10:20)', 10],
  ['TS(98:)', 199],
  ['TM(98:)', 99.5],
  ['TM(1000:)', undefined],
  ['TM(:90%)', 45.5],
  ['TM(10%:90%)', 50.5],
  ['tm90', 45.5],
  ['TC(10%:90%)', 80],
  ['tc90', 90],
  ['IQM', 50.5],
  ['WM(10:90)', 50.4],
  ['wm98', 50.47],
])('%s of 1..100', (text, expected) => {
  const value = compute(text, hundred);

  if (expected === undefined) expect(value).toBeUndefined();
  else expect(value).toBeCloseTo(expected, 9);
});

test('a trimmed count may be a fraction', () => {
  expect(compute('TC(10%:90%)', [1, 2, 3])).toBeCloseTo(2.4);
});

test('counts weigh their values', () => {
  const counts = [99, 1];

  expect(compute('Average', [1, 101], { counts })).toBe(2);
  expect(compute('p99', [1, 101], { counts })).toBe(1);
  expect(compute('p99.5', [1, 101], { counts })).toBe(101);
});

test('no samples, no datapoint', () => {
  expect(compute('Sum', [])).toBeUndefined();
  expect(compute('p99', [])).toBeUndefined();
  expect(compute('TC(1:)', [])).toBeUndefined();
});

// claim: PutMetricData · a statistic set has no percentiles · AWS: CloudWatch concepts,
//   percentiles
test('a statistic set has no percentiles', () => {
  const set = { sampleCount: 10, sum: 50, minimum: 1, maximum: 9 };

  expect(compute('Average', [], { set })).toBe(5);
  expect(compute('p99', [], { set })).toBeUndefined();
});

// claim: GetMetricData · statistics of another form are refused · AWS: Statistics definitions
test.each(['p101', 'p', 'q99', 'TC', 'TC(:)', 'TC(1)', 'PR(:90%)', 'TM(10:90%)', 'TC(2:1)', 'sum'])(
  '%s is refused',
  (text) => {
    expect(() => parseStatistic(text)).toThrow(
      expect.objectContaining({ code: 'ValidationException' }) as Error,
    );
  },
);
