import { actionsIn, type Alarm } from '../cloudwatch/alarm-record';
import type { AlarmState } from '../cloudwatch/alarm-rule';
import type { Policy } from './policy';
import type { Scaling } from './scaling';

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
