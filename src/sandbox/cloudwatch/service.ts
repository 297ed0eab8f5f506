import type {
  DeleteAlarmsInput,
  DisableAlarmActionsInput,
  EnableAlarmActionsInput,
  GetMetricDataInput,
  PutMetricAlarmInput,
  SetAlarmStateInput,
} from '@aws-sdk/client-cloudwatch';
import { checkInput } from '../service-model/check-input';
import type { Checked } from '../service-model/checked';
import type { Service } from '../wire/operation';
import { readAlarm } from './alarm';
import { readAlarmPoints } from './alarm-source';
import type { StatePart } from '../state/state-part';
import { Alarms, type AlarmsOptions, type AlarmsRecord } from './alarms';
import { readCompositeAlarm } from './composite-alarm';
import { describeAlarmHistory } from './describe-alarm-history';
import { describeAlarms } from './describe-alarms';
import { describeAlarmsForMetric } from './describe-alarms-for-metric';
import { getMetricData } from './get-metric-data';
import { getMetricStatistics } from './get-metric-statistics';
import { listMetrics } from './list-metrics';
import { checkAccounts } from './metric-account';
import { putMetricData } from './put-metric-data';
import { AlarmTags, type Tags } from './tags';

export interface CloudWatch {
  readonly service: Service;
  readonly alarms: Alarms;
  /** PutMetricAlarm without the wire; its input is checked as there. Throws AwsError. */
  readonly putMetricAlarm: (input: object, region: string) => void;
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

  const putChecked = (input: Checked<PutMetricAlarmInput>, region: string): void => {
    const definition = readAlarm(input);
    // Computed once now, so that an id that does not exist is refused here and not at every turn.
    readAlarmPoints(store, definition.source, 1, store.clock.now());
    put(definition, region);
  };

  const service: Service = {
    GetMetricData: (input: Checked<GetMetricDataInput>, { caller }) => {
      checkAccounts(input.MetricDataQueries, caller.account);
      return getMetricData(store, input);
    },
    GetMetricStatistics: (input) => getMetricStatistics(store, input),
    ListMetrics: (input) => listMetrics(store, input),
    PutMetricData: (input) => putMetricData(store, input),
    PutMetricAlarm: (input: Checked<PutMetricAlarmInput>, { caller }) => {
      checkAccounts(input.Metrics ?? [], caller.account);
      putChecked(input, caller.region);
    },
    PutCompositeAlarm: (input, { caller }) => put(readCompositeAlarm(input), caller.region),
    DescribeAlarms: (input) => describeAlarms(alarms, input),
    DescribeAlarmsForMetric: (input) => describeAlarmsForMetric(alarms, input),
    DescribeAlarmHistory: (input) => describeAlarmHistory(alarms, input),
    DeleteAlarms: ({ AlarmNames }: Checked<DeleteAlarmsInput>) => alarms.delete(AlarmNames),
    SetAlarmState: (input: Checked<SetAlarmStateInput>) =>
      alarms.setState(input.AlarmName, input.StateValue, input.StateReason, input.StateReasonData),
    EnableAlarmActions: ({ AlarmNames }: Checked<EnableAlarmActionsInput>) => {
      for (const name of AlarmNames) alarms.enableActions(name, true);
    },
    DisableAlarmActions: ({ AlarmNames }: Checked<DisableAlarmActionsInput>) => {
      for (const name of AlarmNames) alarms.enableActions(name, false);
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
  const putMetricAlarm = (input: object, region: string): void => {
    const checked = checkInput('monitoring', 'PutMetricAlarm', { ...input });
    putChecked(checked as Checked<PutMetricAlarmInput>, region);
  };
  return { service, alarms, putMetricAlarm, state };
}
