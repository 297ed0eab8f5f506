import type {
  DescribeAlarmHistoryInput,
  DescribeAlarmHistoryOutput,
} from '@aws-sdk/client-cloudwatch';
import type { Checked } from '../service-model/checked';
import type { Alarms } from './alarms';
import { refuseMembers } from './input';
import { pageOf } from './page';

/** DescribeAlarmHistory: newest first unless asked otherwise; deleted alarms keep their history. */
export function describeAlarmHistory(
  alarms: Alarms,
  request: Checked<DescribeAlarmHistoryInput>,
): DescribeAlarmHistoryOutput {
  refuseMembers(request, ['AlarmContributorId']);
  const { AlarmTypes: types = ['MetricAlarm'], StartDate, EndDate, MaxRecords = 100 } = request;
  const fitting = alarms.history
    .items()
    .filter(
      ({ alarm, alarmType, type, at }) =>
        types.includes(alarmType) &&
        (request.AlarmName ?? alarm) === alarm &&
        (request.HistoryItemType ?? type) === type &&
        at >= (StartDate?.getTime() ?? 0) &&
        at <= (EndDate?.getTime() ?? Infinity),
    );
  const ordered = request.ScanBy === 'TimestampAscending' ? fitting : fitting.reverse();
  const { items, nextToken } = pageOf(ordered, MaxRecords, request.NextToken);
  return {
    AlarmHistoryItems: items.map(({ alarm, alarmType, at, type, summary, data }) => ({
      AlarmName: alarm,
      AlarmType: alarmType,
      Timestamp: new Date(at),
      HistoryItemType: type,
      HistorySummary: summary,
      HistoryData: data,
    })),
    NextToken: nextToken,
  };
}
