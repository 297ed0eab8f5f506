import type { DescribeAlarmsForMetricOutput } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { isMetricAlarm, type MetricAlarmRecord } from './alarm-record';
import type { Alarms } from './alarms';
import { dimensionList, dimensionsOf, readInput, text, whole } from './input';
import { showMetric } from './shown-alarm';

const schema = z.object({
  MetricName: text.min(1),
  Namespace: text.min(1),
  Dimensions: dimensionList,
  Statistic: text.optional(),
  ExtendedStatistic: text.optional(),
  Period: whole.optional(),
  Unit: text.optional(),
});

type Request = z.output<typeof schema>;

/** DescribeAlarmsForMetric: alarms on exactly this metric; those on metric math are left out. */
export function describeAlarmsForMetric(
  alarms: Alarms,
  input: unknown,
): DescribeAlarmsForMetricOutput {
  const request = readInput(schema, input);
  const fitting = alarms
    .list()
    .filter(isMetricAlarm)
    .filter((alarm) => watches(alarm, request));
  return { MetricAlarms: fitting.map(showMetric) };
}

function watches({ definition: { shown } }: MetricAlarmRecord, request: Request): boolean {
  const filters = ['Statistic', 'ExtendedStatistic', 'Period', 'Unit'] as const;
  return (
    shown.MetricName === request.MetricName &&
    shown.Namespace === request.Namespace &&
    keyOf(shown.Dimensions as Request['Dimensions']) === keyOf(request.Dimensions) &&
    filters.every((filter) => (request[filter] ?? shown[filter]) === shown[filter])
  );
}

function keyOf(dimensions: Request['Dimensions'] = []): string {
  return JSON.stringify(Object.entries(dimensionsOf(dimensions)).sort());
}
