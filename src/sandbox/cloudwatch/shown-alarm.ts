import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import {
  nameOf,
  type Alarm,
  type CompositeAlarmRecord,
  type MetricAlarmRecord,
} from './alarm-record';
import type { Alarms } from './alarms';

/** A metric alarm as DescribeAlarms answers it. */
export function showMetric(alarm: MetricAlarmRecord): MetricAlarm {
  return {
    ...alarm.definition.shown,
    ...stateOf(alarm),
    EvaluationState: alarm.evaluationFailed ? 'EVALUATION_ERROR' : undefined,
  };
}

/** A composite alarm as DescribeAlarms answers it. */
export function showComposite(alarms: Alarms, alarm: CompositeAlarmRecord): CompositeAlarm {
  const suppression = alarms.suppressionOf(nameOf(alarm));
  return {
    ...alarm.definition.shown,
    ...stateOf(alarm),
    ...(suppression !== undefined && {
      ActionsSuppressedBy: suppression.by,
      ActionsSuppressedReason: `Actions suppressed by ${suppression.by}`,
    }),
  };
}

function stateOf(alarm: Alarm) {
  return {
    AlarmArn: alarm.arn,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    ActionsEnabled: alarm.actionsEnabled,
    StateValue: alarm.state,
    StateReason: alarm.reason,
    StateReasonData: alarm.reasonData,
    StateUpdatedTimestamp: new Date(alarm.updatedAt),
    StateTransitionedTimestamp: new Date(alarm.transitionedAt),
  };
}
