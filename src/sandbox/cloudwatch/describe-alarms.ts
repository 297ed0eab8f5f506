import type {
  DescribeAlarmHistoryOutput,
  DescribeAlarmsOutput,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import type { Alarm, Alarms } from './alarms';
import { invalid, list, readInput, text, timestamp, whole } from './input';
import { pageOf } from './page';

const pageLimit = whole.refine((size) => size >= 1 && size <= 100, 'must be 1 to 100');
const alarmTypes = list(z.enum(['MetricAlarm', 'CompositeAlarm', 'LogAlarm']));
const maxNames = 100;

const describeSchema = z.object({
  AlarmNames: list(text)
    .refine((names) => names.length <= maxNames, `at most ${maxNames} names`)
    .optional(),
  AlarmNamePrefix: text.optional(),
  AlarmTypes: alarmTypes.optional(),
  StateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']).optional(),
  ActionPrefix: text.optional(),
  MaxRecords: pageLimit.default(50),
  NextToken: text.optional(),
});

/** DescribeAlarms: names that do not exist are silently absent, composite alarms unless asked for. */
export function describeAlarms(alarms: Alarms, input: unknown): DescribeAlarmsOutput {
  const request = readInput(describeSchema, input);
  const { AlarmNames: names, AlarmNamePrefix: prefix } = request;
  if (names !== undefined && prefix !== undefined) {
    throw invalid('AlarmNamePrefix cannot be used together with AlarmNames.');
  }
  const types = request.AlarmTypes ?? ['MetricAlarm'];
  const fitting = alarms
    .list()
    .filter(() => types.includes('MetricAlarm'))
    .filter(({ definition: { shown } }) => names?.includes(shown.AlarmName) ?? true)
    .filter(({ definition: { shown } }) => shown.AlarmName.startsWith(prefix ?? ''))
    .filter(({ state }) => (request.StateValue ?? state) === state)
    .filter(({ definition: { shown } }) => hasAction(shown, request.ActionPrefix));
  // All names asked for come in one answer, whatever the page size.
  const size = names === undefined ? request.MaxRecords : Math.max(maxNames, request.MaxRecords);
  const { items, nextToken } = pageOf(fitting, size, request.NextToken);
  return { MetricAlarms: items.map(show), CompositeAlarms: [], NextToken: nextToken };
}

function hasAction(shown: MetricAlarm, prefix: string | undefined): boolean {
  if (prefix === undefined) return true;
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = shown;
  return [...OKActions, ...AlarmActions, ...InsufficientDataActions].some((action) =>
    action.startsWith(prefix),
  );
}

function show(alarm: Alarm): MetricAlarm {
  return {
    ...alarm.definition.shown,
    AlarmArn: alarm.arn,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    ActionsEnabled: alarm.actionsEnabled,
    StateValue: alarm.state,
    StateReason: alarm.reason,
    StateReasonData: alarm.reasonData,
    EvaluationState: alarm.evaluationFailed ? 'EVALUATION_ERROR' : undefined,
    StateUpdatedTimestamp: new Date(alarm.updatedAt),
    StateTransitionedTimestamp: new Date(alarm.transitionedAt),
  };
}

const historySchema = z.object({
  AlarmName: text.optional(),
  AlarmTypes: alarmTypes.optional(),
  HistoryItemType: z.enum(['ConfigurationUpdate', 'StateUpdate', 'Action']).optional(),
  StartDate: timestamp.optional(),
  EndDate: timestamp.optional(),
  MaxRecords: pageLimit.default(100),
  NextToken: text.optional(),
  ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
});

/** DescribeAlarmHistory: newest first unless asked otherwise; deleted alarms keep their history. */
export function describeAlarmHistory(alarms: Alarms, input: unknown): DescribeAlarmHistoryOutput {
  const request = readInput(historySchema, input);
  const types = request.AlarmTypes ?? ['MetricAlarm'];
  const fitting = alarms.history
    .items()
    .filter(() => types.includes('MetricAlarm'))
    .filter(({ alarm }) => (request.AlarmName ?? alarm) === alarm)
    .filter(({ type }) => (request.HistoryItemType ?? type) === type)
    .filter(({ at }) => at >= (request.StartDate ?? 0) && at <= (request.EndDate ?? Infinity));
  const ordered = request.ScanBy === 'TimestampAscending' ? fitting : [...fitting].reverse();
  const { items, nextToken } = pageOf(ordered, request.MaxRecords, request.NextToken);
  return {
    AlarmHistoryItems: items.map(({ alarm, at, type, summary, data }) => ({
      AlarmName: alarm,
      AlarmType: 'MetricAlarm',
      Timestamp: new Date(at),
      HistoryItemType: type,
      HistorySummary: summary,
      HistoryData: data,
    })),
    NextToken: nextToken,
  };
}
