import {
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
  type MetricDatum,
} from '@aws-sdk/client-cloudwatch';
import { protocols, useWire } from '../wire/wire-stack';

const start = Date.UTC(2026, 10, 21, 12, 0, 0);
const hour = 3_600_000;
const day = 24 * hour;

describe.each(protocols)('limits of metrics in %s', (_name, protocol) => {
  let now = start;
  const wire = useWire({ protocol, clock: { now: () => now } });

  const put = (...data: readonly Partial<MetricDatum>[]) =>
    wire.cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'Limits',
        MetricData: data.map((datum) => ({ MetricName: 'M', ...datum })),
      }),
    );

  const many = <Item>(count: number, item: (index: number) => Item): Item[] =>
    Array.from({ length: count }, (_, index) => item(index));

  // The texts of sizes and values are AWS's own, as its SDKs and users report them.
  // claim: PutMetricData, limits · values, sizes, times and resolutions outside AWS's limits are
  //   refused as a whole · AWS: API_PutMetricData; CloudWatch service quotas
  test.each<[string, () => Promise<unknown>, string]>([
    ['NaN', () => put({ Value: NaN }), 'The value NaN for parameter MetricData.member.1.Value'],
    [
      'infinity',
      () => put({ Value: 1 }, { Value: -Infinity }),
      '-Infinity for parameter MetricData.member.2',
    ],
    [
      'a value above 2^360',
      () => put({ Values: [1, 2 ** 361] }),
      'MetricData.member.1.Values.member.2',
    ],
    [
      '151 values',
      () => put({ Values: many(151, (index) => index) }),
      'The collection MetricData.member.1.Values must not have a size greater than 150.',
    ],
    [
      '31 dimensions',
      () => put({ Value: 1, Dimensions: many(31, (index) => ({ Name: `d${index}`, Value: 'x' })) }),
      'The collection MetricData.member.1.Dimensions must not have a size greater than 30.',
    ],
    [
      '1,001 metrics',
      () => put(...many(1001, () => ({ Value: 1 }))),
      'The collection MetricData must not have a size greater than 1000.',
    ],
    [
      'more than two weeks ago',
      () => put({ Value: 1, Timestamp: new Date(now - 14 * day - 1000) }),
      'Timestamp must specify a time no more than two weeks',
    ],
    [
      'more than two hours ahead',
      () => put({ Value: 1, Timestamp: new Date(now + 2 * hour + 1000) }),
      'Timestamp must specify a time no more than two hours',
    ],
    [
      'counts for other values',
      () => put({ Values: [1, 2], Counts: [1] }),
      'as many Counts as Values',
    ],
    [
      'a resolution of 10 s',
      () => put({ Value: 1, StorageResolution: 10 }),
      'StorageResolution is invalid',
    ],
  ])('%s is refused, and nothing of the call is kept', async (_what, call, message) => {
    await expect(call()).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining(message) as string,
    });

    const { Metrics } = await wire.cloudwatch.send(new ListMetricsCommand({ Namespace: 'Limits' }));
    expect(Metrics).toEqual([]);
  });

  // claim: PutMetricData · 1,000 metrics in a compressed call · AWS: API_PutMetricData
  // claim: ListMetrics · pages of 500; RecentlyActive PT3H · AWS: API_ListMetrics
  test('a large call arrives compressed, and lists come in pages of 500', async () => {
    await wire.cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'Paged',
        MetricData: many(1000, (index) => ({
          MetricName: `metric-${String(index).padStart(4, '0')}`,
          Timestamp: new Date(start - (index % 2) * 4 * hour),
          Value: index,
        })),
      }),
    );
    const first = await wire.cloudwatch.send(new ListMetricsCommand({ Namespace: 'Paged' }));
    const rest = await wire.cloudwatch.send(
      new ListMetricsCommand({ Namespace: 'Paged', NextToken: first.NextToken }),
    );
    const recent = await wire.cloudwatch.send(
      new ListMetricsCommand({ Namespace: 'Paged', RecentlyActive: 'PT3H' }),
    );

    const names = [first, rest].map(({ Metrics = [] }) =>
      Metrics.map(({ MetricName }) => MetricName),
    );
    expect(names.map((page) => page.length)).toEqual([500, 500]);
    expect(new Set(names.flat()).size).toBe(1000);
    expect([rest.NextToken, recent.Metrics?.length]).toEqual([undefined, 500]);
  });

  const statistics = (more: object) =>
    wire.cloudwatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'Paged',
        MetricName: 'metric-0000',
        StartTime: new Date(start - hour),
        EndTime: new Date(start + hour),
        Period: 60,
        Statistics: ['Sum'],
        ...more,
      }),
    );

  // claim: GetMetricStatistics · at least one kind of statistic, 1,440 points at most, start
  //   before end · AWS: API_GetMetricStatistics
  test.each<[string, object, string, string]>([
    [
      'no statistic',
      { Statistics: [] },
      'InvalidParameterCombinationException',
      'At least one of the parameters Statistics and ExtendedStatistics must be specified.',
    ],
    [
      'both kinds of statistics',
      { ExtendedStatistics: ['p50'] },
      'InvalidParameterCombinationException',
      'Statistics and ExtendedStatistics',
    ],
    [
      'more than 1,440 points',
      { StartTime: new Date(start - 2 * day), EndTime: new Date(start) },
      'InvalidParameterCombinationException',
      'You have requested up to 2,880 datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
    ],
    [
      'an end before the start',
      { EndTime: new Date(start - 2 * hour) },
      'InvalidParameterValueException',
      'The parameter StartTime must be less than the parameter EndTime.',
    ],
  ])('GetMetricStatistics with %s', async (_what, more, name, message) => {
    await expect(statistics(more)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message) as string,
    });
  });

  // claim: GetMetricData, limits · 500 queries and 100,800 points a call · AWS:
  //   API_GetMetricData
  test('GetMetricData takes 500 queries, and gives 100,800 points a page at most', async () => {
    const queries = (count: number) =>
      new GetMetricDataCommand({
        StartTime: new Date(start - hour),
        EndTime: new Date(start + hour),
        MaxDatapoints: 200_000,
        MetricDataQueries: many(count, (index) => ({
          Id: `e${index}`,
          ...(index === 0
            ? {
                MetricStat: {
                  Metric: { Namespace: 'Paged', MetricName: 'metric-0000' },
                  Period: 1,
                  Stat: 'Sum',
                },
              }
            : { Expression: 'FILL(e0, 7)' }),
        })),
      });
    now = start + hour;
    const page = await wire.cloudwatch.send(queries(20));

    await expect(wire.cloudwatch.send(queries(501))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    const points = (page.MetricDataResults ?? []).flatMap(({ Values = [] }) => Values);
    const codes = page.MetricDataResults?.map(({ StatusCode }) => StatusCode);
    expect(points).toHaveLength(100_800);
    expect(page.NextToken).toBeDefined();
    expect(codes?.at(0)).toBe('Complete');
    expect(codes?.at(-1)).toBe('PartialData');
  });
});
