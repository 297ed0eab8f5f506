import type { PutScheduledActionRequest } from '@aws-sdk/client-application-auto-scaling';
import type { Checked } from '../service-model/checked';
import { parseSchedule, type Schedule } from './schedule';
import { invalid, type TargetId } from './target-id';
import { wallTimeOf } from './wall-clock';

export type PutActionInput = Checked<PutScheduledActionRequest>;

export interface ScheduledAction {
  readonly name: string;
  readonly arn: string;
  readonly target: TargetId;
  readonly written: string;
  readonly schedule: Schedule;
  readonly timeZone: string | undefined;
  /** ms, both inclusive. */
  readonly startsAt: number | undefined;
  readonly endsAt: number | undefined;
  readonly change: { readonly MinCapacity?: number; readonly MaxCapacity?: number };
  readonly createdAt: number;
}

/** What an action does and when; its start and end are those of the request, all else may stay. */
export function readAction(
  input: PutActionInput,
  existing: ScheduledAction | undefined,
): Omit<ScheduledAction, 'arn' | 'target' | 'createdAt'> {
  const { ScheduledActionName: name } = input;
  const [startsAt, endsAt] = [input.StartTime?.getTime(), input.EndTime?.getTime()];
  const written = input.Schedule ?? existing?.written;
  const change = input.ScalableTargetAction ?? existing?.change ?? {};
  const timeZone = input.Timezone ?? existing?.timeZone;
  if (written === undefined) throw invalid(`Schedule must be given for a new scheduled action.`);
  const { MinCapacity, MaxCapacity } = change;
  if (MinCapacity === undefined && MaxCapacity === undefined) {
    throw invalid('ScalableTargetAction must have MinCapacity, MaxCapacity or both.');
  }
  if (MinCapacity !== undefined && MinCapacity < 1) {
    throw invalid(`MinCapacity is ${MinCapacity}; it must be 1 or more.`);
  }
  if ((MaxCapacity ?? Infinity) < (MinCapacity ?? 1)) {
    throw invalid('Maximum capacity cannot be less than minimum capacity');
  }
  if (endsAt !== undefined && endsAt <= (startsAt ?? -Infinity)) {
    throw invalid('EndTime must be after StartTime.');
  }
  checkTimeZone(timeZone);
  const schedule = parseSchedule(written);
  return { name, written, schedule, timeZone, startsAt, endsAt, change };
}

function checkTimeZone(timeZone: string | undefined): void {
  if (timeZone === undefined) return;
  try {
    wallTimeOf(0, timeZone);
  } catch {
    throw invalid(`Timezone is ${timeZone}; it must be a name of the IANA time zone database.`);
  }
}
