import { z } from 'zod';
import type { Service } from '../wire/operation';
import { readAlarm } from './alarm';
import { readAlarmPoints } from './alarm-source';
import type { StatePart } from '../state/keeper';
import { Alarms, type AlarmsOptions, type AlarmsRecord } from './alarms';
import { readCompositeAlarm } from './composite-alarm';
import { describeAlarmHistory } from './describe-alarm-history';
import { describeAlarms } from './describe-alarms';
import { describeAlarmsForMetric } from './describe-alarms-for-metric';
import { getMetricData } from './get-metric-data';
import { getMetricStatistics } from './get-metric-statistics';
import { list, readInput, text } from './input';
import { listMetrics } from './list-metrics';
import { putMetricData } from './put-metric-data';
import { AlarmTags, type Tags } from './tags';

const maxNames = 100;

const names = z.object({
  AlarmNames: list(text).refine((given) => given.length <= maxNames, `at most ${maxNames} names`),
});

const stateSchema = z.object({
  AlarmName: text.min(1),
  StateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  StateReason: text.max(1023),
  StateReasonData: text.max(4000).optional(),
});

export interface CloudWatch {
  readonly service: Service;
  readonly alarms: Alarms;
  /** PutMetricAlarm without the wire, for a seed; takes the SDK's input. Throws AwsError. */
  readonly putMetricAlarm: (input: unknown, region: string) => void;
  /** Alarms, their history and their tags. */
  readonly state: StatePart<CloudWatchRecord>;
}

interface CloudWatchRecord {
  readonly alarms: AlarmsRecord;
  readonly tags: ReadonlyMap<string, Tags>;
}

/** CloudWatch metrics, metric alarms and composite alarms; log and PromQL alarms are not imitated. */
export function createCloudWatchService(options: AlarmsOptions): CloudWatch {
  const { store } = options;
  const alarms = new Alarms(options);
  const tags = new AlarmTags(alarms);

  const put = (definition: Parameters<Alarms['put']>[0], region: string): void => {
    const isNew = alarms.get(definition.shown.AlarmName) === undefined;
    const { arn } = alarms.put(definition, region);
    // As on AWS, tags are taken when the alarm is created and ignored on an update.
    if (isNew) tags.replace(arn, definition.tags);
  };

  const putMetricAlarm = (input: unknown, region: string): void => {
    const definition = readAlarm(input);
    // Computed once now, so that an id that does not exist is refused here and not at every turn.
    readAlarmPoints(store, definition.source, 1, store.clock.now());
    put(definition, region);
  };

  const service: Service = {
    GetMetricData: (input) => getMetricData(store, input),
    GetMetricStatistics: (input) => getMetricStatistics(store, input),
    ListMetrics: (input) => listMetrics(store, input),
    PutMetricData: (input) => putMetricData(store, input),
    PutMetricAlarm: (input, { caller }) => putMetricAlarm(input, caller.region),
    PutCompositeAlarm: (input, { caller }) => put(readCompositeAlarm(input), caller.region),
    DescribeAlarms: (input) => describeAlarms(alarms, input),
    DescribeAlarmsForMetric: (input) => describeAlarmsForMetric(alarms, input),
    DescribeAlarmHistory: (input) => describeAlarmHistory(alarms, input),
    DeleteAlarms: (input) => alarms.delete(readInput(names, input).AlarmNames),
    SetAlarmState: (input) => {
      const { AlarmName, StateValue, StateReason, StateReasonData } = readInput(stateSchema, input);
      alarms.setState(AlarmName, StateValue, StateReason, StateReasonData);
    },
    EnableAlarmActions: (input) => {
      for (const name of readInput(names, input).AlarmNames) alarms.enableActions(name, true);
    },
    DisableAlarmActions: (input) => {
      for (const name of readInput(names, input).AlarmNames) alarms.enableActions(name, false);
    },
    TagResource: (input) => tags.tagResource(input),
    UntagResource: (input) => tags.untagResource(input),
    ListTagsForResource: (input) => tags.listTagsForResource(input),
  };
  const state: StatePart<CloudWatchRecord> = {
    snapshot: () => ({ alarms: alarms.snapshot(), tags: tags.snapshot() }),
    restore: (kept) => {
      alarms.restore(kept.alarms);
      tags.restore(kept.tags);
    },
  };
  return { service, alarms, putMetricAlarm, state };
}
