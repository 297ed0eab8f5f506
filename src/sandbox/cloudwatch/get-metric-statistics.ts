import type { Datapoint, GetMetricStatisticsInput } from '@aws-sdk/client-cloudwatch';
import type { Checked } from '../service-model/checked';
import { AwsError } from '../wire/operation';
import { dimensionsOf } from './input';
import { readPeriod, roundStart } from './metric-query';
import type { MetricStore } from './metric-store';
import { readSeries } from './series';
import { parseStatistic } from './statistic';

const maxDatapoints = 1440;

/** GetMetricStatistics: periods counted from StartTime, which is brought down to a whole minute. */
export function getMetricStatistics(
  store: MetricStore,
  request: Checked<GetMetricStatisticsInput>,
) {
  const { Statistics: simple = [], ExtendedStatistics = [], StartTime, EndTime } = request;
  const names = [...simple, ...ExtendedStatistics];
  checkStatistics(simple, ExtendedStatistics);
  if (StartTime >= EndTime) {
    throw new AwsError(
      'InvalidParameterValueException',
      'The parameter StartTime must be less than the parameter EndTime.',
    );
  }
  const periodMs = readPeriod(request.Period);
  const start = roundStart(StartTime.getTime(), periodMs);
  const end = EndTime.getTime();
  const count = Math.ceil((end - start) / periodMs);
  if (count > maxDatapoints) {
    throw combination(
      `You have requested up to ${grouped(count)} datapoints, which exceeds the limit of ${grouped(maxDatapoints)}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
  const window = { start, end, now: store.clock.now() };
  const metric = {
    namespace: request.Namespace,
    metric: request.MetricName,
    dimensions: dimensionsOf(request.Dimensions),
  };
  const columns = names.map((name) => ({
    name,
    series: readSeries(store, {
      ...window,
      metric,
      periodMs,
      unit: request.Unit,
      statistic: parseStatistic(name),
    }),
  }));
  const periods = new Set(columns.flatMap(({ series }) => [...series.keys()]));
  const datapoints = [...periods].map((at) => {
    const value = (name: string) => columns.find((column) => column.name === name)?.series.get(at);
    return {
      Timestamp: new Date(at),
      SampleCount: value('SampleCount'),
      Average: value('Average'),
      Sum: value('Sum'),
      Minimum: value('Minimum'),
      Maximum: value('Maximum'),
      Unit: unitOf(store, { ...window, ...metric }),
      ExtendedStatistics: extended(ExtendedStatistics, value),
    };
  });
  return { Label: request.MetricName, Datapoints: datapoints };
}

/** "You must specify either Statistics or ExtendedStatistics, but not both." */
function checkStatistics(simple: readonly string[], extended: readonly string[]): void {
  if (simple.length === 0 && extended.length === 0) {
    throw combination(
      'At least one of the parameters Statistics and ExtendedStatistics must be specified.',
    );
  }
  if (simple.length > 0 && extended.length > 0) {
    throw combination(
      'The parameters Statistics and ExtendedStatistics cannot be specified together.',
    );
  }
}

function combination(message: string): AwsError {
  return new AwsError('InvalidParameterCombinationException', message);
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

function unitOf(store: MetricStore, query: Parameters<MetricStore['read']>[0]): Datapoint['Unit'] {
  return store.read(query)[0]?.unit as Datapoint['Unit'];
}

function extended(
  names: readonly string[],
  value: (name: string) => number | undefined,
): ReadonlyMap<string, number> | undefined {
  const entries = names.flatMap((name) => {
    const result = value(name);
    return result === undefined ? [] : [[name, result] as const];
  });
  return entries.length === 0 ? undefined : new Map(entries);
}
