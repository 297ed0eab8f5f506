import {
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { useWire } from '../wire/wire-stack';
import { random, shapes } from './random-values';

const start = Date.UTC(2026, 10, 21, 12, 0, 0);
const percentiles = [50, 90, 95, 99, 99.9];

const wire = useWire({ clock: { now: () => start + 60_000 } });

// Exact: interpolated between the two neighbouring ranks, as textbooks have it.
function exact(sorted: readonly number[], percent: number): number {
  const rank = (percent / 100) * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(rank)]!, sorted[Math.ceil(rank)]!];
  return low + (high - low) * (rank - Math.floor(rank));
}

const cases = Object.keys(shapes).flatMap((shape, index) =>
  [1, 2].map((seed) => [shape, 1_000 * index + seed] as const),
);

// claim: metrics, GetMetricData · percentiles agree with exact ones within 1 % · AWS: Statistics
//   definitions, percentiles
test.each(cases)(
  'percentiles of %s values (seed %i) are within 1 %% of the exact ones',
  async (shape, seed) => {
    const uniform = random(seed);
    const values = Array.from({ length: 15_000 }, () => shapes[shape]!(uniform));
    const MetricName = `${shape} ${seed}`;
    await wire.cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'Latency',
        MetricData: Array.from({ length: 100 }, (_, part) => ({
          MetricName,
          Timestamp: new Date(start),
          Values: values.slice(150 * part, 150 * (part + 1)),
        })),
      }),
    );
    const { MetricDataResults = [] } = await wire.cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(start),
        EndTime: new Date(start + 60_000),
        MetricDataQueries: percentiles.map((percent, index) => ({
          Id: `p${index}`,
          MetricStat: {
            Metric: { Namespace: 'Latency', MetricName },
            Period: 60,
            Stat: `p${percent}`,
          },
        })),
      }),
    );

    const sorted = [...values].sort((a, b) => a - b);
    percentiles.forEach((percent, index) => {
      const [value = NaN] = MetricDataResults[index]?.Values ?? [];
      expect(Math.abs(value / exact(sorted, percent) - 1)).toBeLessThan(0.01);
    });
  },
);

// PutMetricData and GetMetricStatistics say of what there are percentiles.
// claim: PutMetricData · percentiles of statistic sets exist only where all values are equal or
//   there is one · AWS: CloudWatch concepts, percentiles
test.each([
  ['raw values', [{ Values: [1, 2, 3], Counts: [1, 98, 1] }], 2],
  [
    'a statistic set',
    [{ StatisticValues: { SampleCount: 10, Sum: 50, Minimum: 1, Maximum: 9 } }],
    undefined,
  ],
  [
    'a set of one sample',
    [{ StatisticValues: { SampleCount: 1, Sum: 5, Minimum: 5, Maximum: 5 } }],
    5,
  ],
  [
    'a set of equal samples',
    [{ StatisticValues: { SampleCount: 4, Sum: 20, Minimum: 5, Maximum: 5 } }],
    5,
  ],
  [
    'a set whose sum does not fit',
    [{ StatisticValues: { SampleCount: 4, Sum: 21, Minimum: 5, Maximum: 5 } }],
    undefined,
  ],
  ['values of which one is negative', [{ Values: [-1, 2, 3] }], undefined],
])('the median of %s', async (MetricName, data, expected) => {
  await wire.cloudwatch.send(
    new PutMetricDataCommand({
      Namespace: 'Kinds',
      MetricData: data.map((datum) => ({ MetricName, Timestamp: new Date(start), ...datum })),
    }),
  );
  const { Datapoints = [] } = await wire.cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'Kinds',
      MetricName,
      StartTime: new Date(start),
      EndTime: new Date(start + 60_000),
      Period: 60,
      ExtendedStatistics: ['p50'],
    }),
  );

  expect(Datapoints.map(({ ExtendedStatistics }) => ExtendedStatistics?.p50)).toEqual(
    expected === undefined ? [] : [expected],
  );
});
