import type {
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput,
} from '@aws-sdk/client-cloudwatch';
import type { Checked } from '../service-model/checked';
import { isMetricAlarm, type MetricAlarmRecord } from './alarm-record';
import type { Alarms } from './alarms';
import { dimensionsOf } from './input';
import { showMetric } from './shown-alarm';

type Request = Checked<DescribeAlarmsForMetricInput>;

/** DescribeAlarmsForMetric: alarms on exactly this metric; those on metric math are left out. */
export function describeAlarmsForMetric(
  alarms: Alarms,
  request: Request,
): DescribeAlarmsForMetricOutput {
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

function keyOf(dimensions: Request['Dimensions']): string {
  return JSON.stringify(Object.entries(dimensionsOf(dimensions)).sort());
}
