import type { AlarmDefinition } from '../cloudwatch/alarm';
import type { AlarmState } from '../cloudwatch/alarm-rule';
import type { Alarm } from '../cloudwatch/alarms';
import type { Policy } from './policy';
import type { Scaling } from './scaling';

/** An alarm on metrics: no other kind has scaling actions on AWS. */
export type ActingAlarm = Alarm & { readonly definition: AlarmDefinition };

export function isActing(alarm: Alarm | undefined): alarm is ActingAlarm {
  return alarm !== undefined && 'source' in alarm.definition;
}

/** Whether an alarm action is this policy; the alarms that a policy made name it with a suffix. */
export function isActionOf(action: string, { arn }: Pick<Policy, 'arn'>): boolean {
  return action === arn || action.startsWith(`${arn}:createdBy/`);
}

/** Whether an alarm calls for a policy in a state. */
export function calls(alarm: Alarm, state: AlarmState, policy: Pick<Policy, 'arn'>): boolean {
  return actionsIn(alarm, state).some((action) => isActionOf(action, policy));
}

/** The alarms that call for a policy, as they are now: the policy's own and those of users. */
export function shownAlarms({ alarms }: Scaling, policy: Pick<Policy, 'arn'>) {
  const states: readonly AlarmState[] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'];
  return alarms
    .list()
    .filter((alarm) => states.some((state) => calls(alarm, state, policy)))
    .map(({ arn, definition }) => ({ AlarmName: definition.shown.AlarmName, AlarmARN: arn }));
}

function actionsIn({ definition: { shown } }: Alarm, state: AlarmState): readonly string[] {
  switch (state) {
    case 'ALARM':
      return shown.AlarmActions ?? [];
    case 'OK':
      return shown.OKActions ?? [];
    case 'INSUFFICIENT_DATA':
      return shown.InsufficientDataActions ?? [];
  }
}
