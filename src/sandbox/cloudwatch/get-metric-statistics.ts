import type { Datapoint } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { AwsError } from '../wire/operation';
import {
  dimensionList,
  dimensionsOf,
  invalid,
  list,
  readInput,
  text,
  timestamp,
  whole,
} from './input';
import { readPeriod, roundStart } from './metric-query';
import type { MetricStore } from './metric-store';
import { readSeries } from './series';
import { parseStatistic } from './statistic';

const maxDatapoints = 1440;

const schema = z.object({
  Namespace: text.min(1),
  MetricName: text.min(1),
  Dimensions: dimensionList,
  StartTime: timestamp,
  EndTime: timestamp,
  Period: whole,
  Statistics: list(z.enum(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'])).default([]),
  ExtendedStatistics: list(text).default([]),
  Unit: text.optional(),
});

/** GetMetricStatistics: periods counted from StartTime, which is brought down to a whole minute. */
export function getMetricStatistics(store: MetricStore, input: unknown) {
  const request = readInput(schema, input);
  const names = [...request.Statistics, ...request.ExtendedStatistics];
  checkStatistics(request);
  if (request.StartTime >= request.EndTime) {
    throw new AwsError(
      'InvalidParameterValueException',
      'The parameter StartTime must be less than the parameter EndTime.',
    );
  }
  const periodMs = readPeriod(request.Period);
  const start = roundStart(request.StartTime, periodMs);
  const count = Math.ceil((request.EndTime - start) / periodMs);
  if (count > maxDatapoints) {
    throw combination(
      `You have requested up to ${grouped(count)} datapoints, which exceeds the limit of ${grouped(maxDatapoints)}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
  const window = { start, end: request.EndTime, now: store.clock.now() };
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
      ExtendedStatistics: extended(request.ExtendedStatistics, value),
    };
  });
  return { Label: request.MetricName, Datapoints: datapoints };
}

const maxStatistics = 5;
const maxExtended = 10;

/** "You must specify either Statistics or ExtendedStatistics, but not both." */
function checkStatistics(request: z.output<typeof schema>): void {
  const { Statistics: simple, ExtendedStatistics: extended } = request;
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
  if (simple.length > maxStatistics || extended.length > maxExtended) {
    throw invalid(`At most ${maxStatistics} Statistics or ${maxExtended} ExtendedStatistics.`);
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
