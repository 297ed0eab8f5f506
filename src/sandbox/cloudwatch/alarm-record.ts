import type { AlarmDefinition } from './alarm';
import type { Reason } from './alarm-reason';
import type { AlarmState } from './alarm-rule';
import type { CompositeDefinition } from './composite-alarm';

/** An alarm of either kind with its state. All times in ms. */
export interface Alarm<Definition = AlarmDefinition | CompositeDefinition> {
  readonly definition: Definition;
  readonly arn: string;
  readonly state: AlarmState;
  readonly reason: string;
  readonly reasonData: string | undefined;
  readonly actionsEnabled: boolean;
  /** The last evaluation failed: the state below it is stale. */
  readonly evaluationFailed: boolean;
  readonly configuredAt: number;
  readonly updatedAt: number;
  readonly transitionedAt: number;
}

export type MetricAlarmRecord = Alarm<AlarmDefinition>;
export type CompositeAlarmRecord = Alarm<CompositeDefinition>;

export interface AlarmChange {
  readonly name: string;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly reason: string;
  readonly at: number;
  /** Who changed it: the alarm's own evaluation or a call to SetAlarmState. */
  readonly by: 'evaluation' | 'request';
}

/** A state that an alarm is to take, and why. */
export interface Transition {
  readonly to: AlarmState;
  readonly reason: Reason;
  readonly by: AlarmChange['by'];
}

export function nameOf(alarm: Alarm): string {
  return alarm.definition.shown.AlarmName;
}

/** The actions that an alarm has for a state. */
export function actionsIn({ definition: { shown } }: Alarm, state: AlarmState): readonly string[] {
  switch (state) {
    case 'OK':
      return shown.OKActions ?? [];
    case 'ALARM':
      return shown.AlarmActions ?? [];
    case 'INSUFFICIENT_DATA':
      return shown.InsufficientDataActions ?? [];
  }
}

export function isMetricAlarm(alarm: Alarm): alarm is MetricAlarmRecord {
  return alarm.definition.kind === 'metric';
}

export function isCompositeAlarm(alarm: Alarm): alarm is CompositeAlarmRecord {
  return alarm.definition.kind === 'composite';
}
