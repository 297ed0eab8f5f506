import type { DescribeAlarmHistoryOutput } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import type { Alarms } from './alarms';
import { alarmTypes, pageLimit } from './describe-alarms';
import { notImitated, readInput, text, timestamp } from './input';
import { pageOf } from './page';

const schema = z.object({
  AlarmName: text.optional(),
  AlarmTypes: alarmTypes.optional(),
  AlarmContributorId: notImitated,
  HistoryItemType: z
    .enum([
      'ConfigurationUpdate',
      'StateUpdate',
      'Action',
      'AlarmContributorStateUpdate',
      'AlarmContributorAction',
    ])
    .optional(),
  StartDate: timestamp.optional(),
  EndDate: timestamp.optional(),
  MaxRecords: pageLimit.default(100),
  NextToken: text.optional(),
  ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
});

/** DescribeAlarmHistory: newest first unless asked otherwise; deleted alarms keep their history. */
export function describeAlarmHistory(alarms: Alarms, input: unknown): DescribeAlarmHistoryOutput {
  const request = readInput(schema, input);
  const types = request.AlarmTypes ?? ['MetricAlarm'];
  const fitting = alarms.history
    .items()
    .filter(
      ({ alarm, alarmType, type, at }) =>
        types.includes(alarmType) &&
        (request.AlarmName ?? alarm) === alarm &&
        (request.HistoryItemType ?? type) === type &&
        at >= (request.StartDate ?? 0) &&
        at <= (request.EndDate ?? Infinity),
    );
  const ordered = request.ScanBy === 'TimestampAscending' ? fitting : fitting.reverse();
  const { items, nextToken } = pageOf(ordered, request.MaxRecords, request.NextToken);
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
