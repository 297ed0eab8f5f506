import { MetricStore, type Datum } from '../../../src/sandbox/cloudwatch/metric-store';
import { readSeries } from '../../../src/sandbox/cloudwatch/series';
import { parseStatistic } from '../../../src/sandbox/cloudwatch/statistic';

const hour = 3_600_000;
const metric = {
  namespace: 'AWS/SageMaker',
  metric: 'Invocations',
  dimensions: { A: '1', B: '2' },
};

function world(start: number) {
  const clock = { now: () => clock.at, at: start };
  const store = new MetricStore(clock);
  return {
    clock,
    record: (datum: Partial<Datum> & { at: number }) =>
      store.record({ ...metric, values: [1], visibleAt: datum.at, ...datum }),
    read: (periodMs: number, start: number, end: number, more: object = {}) => [
      ...readSeries(store, {
        metric,
        statistic: parseStatistic('Sum'),
        periodMs,
        start,
        end,
        now: clock.at,
        ...more,
      }),
    ],
    list: (since: number) => store.list(since),
    kept: () => store.data(),
  };
}

// claim: metrics · a period shows some time after it has closed · AWS: Monitor SageMaker with
//   CloudWatch
test('a point shows once it is published, not before', () => {
  const { clock, record, read } = world(60_000);
  record({ at: 0, visibleAt: 75_000 });

  const early = read(60_000, 0, 60_000);
  clock.at = 75_000;

  expect(early).toEqual([]);
  expect(read(60_000, 0, 60_000)).toEqual([[0, 1]]);
});

// claim: GetMetricData, GetMetricStatistics · start is inclusive, end exclusive · AWS:
//   API_GetMetricData, StartTime and EndTime
test('start is inclusive, end exclusive, points arrive in any order', () => {
  const { record, read } = world(hour);
  for (const at of [20_000, 0, 10_000, 30_000, 10_000]) record({ at });

  expect(read(10_000, 10_000, 30_000)).toEqual([
    [10_000, 2],
    [20_000, 1],
  ]);
  expect(read(60_000, 0, 60_000)).toEqual([[0, 5]]);
});

// claim: metrics · periods below a minute are kept for three hours · AWS: Metrics retention
test('periods below a minute are gone after three hours, minutes stay', () => {
  const { clock, record, read } = world(0);
  record({ at: 0 });
  clock.at = 3 * hour;
  const before = read(10_000, 0, 60_000);
  clock.at += 1;

  expect(before).toEqual([[0, 1]]);
  expect(read(10_000, 0, 60_000)).toEqual([]);
  expect(read(60_000, 0, 60_000)).toEqual([[0, 1]]);
});

// claim: metrics · after three hours points of seconds are one point of their minute · AWS: Metrics
//   retention
test('points of seconds become the point of their minute', () => {
  const { clock, record, read, kept } = world(hour);
  for (let at = 0; at < 120_000; at += 10_000) record({ at, values: [at, 1], counts: [1, 2] });
  const before = read(60_000, 0, 120_000);
  const points = kept().length;
  clock.at = 5 * hour;
  record({ at: clock.at });

  expect(points).toBe(12);
  expect(kept().map(({ at }) => at)).toEqual([0, 60_000, 5 * hour]);
  expect(read(60_000, 0, 120_000)).toEqual(before);
  expect(before).toEqual([
    [0, 150_012],
    [60_000, 510_012],
  ]);
});

test('what comes late goes to its minute, and shows when it is visible', () => {
  const { clock, record, read, kept } = world(5 * hour);
  record({ at: 0 });
  record({ at: 10_000, visibleAt: 6 * hour, values: [5] });
  record({ at: 20_000 });
  const early = read(60_000, 0, 60_000);
  clock.at = 6 * hour;

  expect(early).toEqual([[0, 2]]);
  expect(read(60_000, 0, 60_000)).toEqual([[0, 7]]);
  expect(kept()).toHaveLength(2);
});

test('however often somebody publishes for one time, one point of each unit is kept', () => {
  const { record, read, kept } = world(hour);
  for (let count = 0; count < 1_000; count += 1) {
    record({ at: 0, values: [count], unit: count % 2 === 0 ? 'Count' : 'None' });
  }
  for (let count = 0; count < 10; count += 1) {
    record({ at: 0, values: [], set: { sampleCount: 2, sum: 10, minimum: 1, maximum: 9 } });
  }

  expect(kept()).toHaveLength(2);
  expect(read(60_000, 0, 60_000)).toEqual([[0, 499_500 + 100]]);
});

test('pages that are being read keep the points they began with', () => {
  const { clock, record, read } = world(hour);
  record({ at: 0 });
  const begun = clock.at;
  clock.at += 1_000;
  record({ at: 0, visibleAt: clock.at });

  expect(read(60_000, 0, 60_000, { now: begun })).toHaveLength(1);
});

// claim: metrics · points of a minute are kept for 15 days · AWS: Metrics retention
test('nothing is kept longer than 15 days', () => {
  const { clock, record, read } = world(0);
  record({ at: 0 });
  clock.at = 15 * 24 * hour + 1;
  record({ at: clock.at });

  expect(read(60_000, 0, 60_000)).toEqual([]);
});

// claim: metrics · each set of dimensions is a metric of its own · AWS: CloudWatch concepts,
//   dimensions
test('dimensions must be exactly those recorded, in any order', () => {
  const { record, read } = world(hour);
  record({ at: 0, dimensions: { B: '2', A: '1' } });

  const without = { metric: { ...metric, dimensions: { A: '1' } } };
  expect(read(60_000, 0, 60_000)).toEqual([[0, 1]]);
  expect(read(60_000, 0, 60_000, without)).toEqual([]);
});

// claim: GetMetricData · a unit that nobody published gives no data · AWS: API_MetricStat, Unit
test('a reader that names another unit sees nothing', () => {
  const { record, read } = world(hour);
  record({ at: 0 });

  expect(read(60_000, 0, 60_000, { unit: 'None' })).toEqual([[0, 1]]);
  expect(read(60_000, 0, 60_000, { unit: 'Count' })).toEqual([]);
});

// claim: ListMetrics · a metric is listed once it has a datapoint · AWS: API_ListMetrics
test('a metric is listed once it has a visible point', () => {
  const { clock, record, list } = world(0);
  record({ at: 0, visibleAt: 10 });
  const early = list(0);
  clock.at = 10;

  expect([early, list(0), list(1)]).toEqual([[], [metric], []]);
});
