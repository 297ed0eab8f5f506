import type { AlarmDefinition } from '../cloudwatch/alarm';
import type { Alarm } from '../cloudwatch/alarms';

/** An alarm on metrics: no other kind has scaling actions on AWS. */
export type ActingAlarm = Alarm & { readonly definition: AlarmDefinition };

export function isActing(alarm: Alarm | undefined): alarm is ActingAlarm {
  return alarm !== undefined && 'source' in alarm.definition;
}
