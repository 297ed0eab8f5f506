import type { AlarmType, HistoryItemType } from '@aws-sdk/client-cloudwatch';
import { nameOf, type Alarm, type Transition } from './alarm-record';

export interface HistoryItem {
  readonly alarm: string;
  readonly alarmType: AlarmType;
  readonly at: number;
  readonly type: HistoryItemType;
  readonly summary: string;
  /** JSON, as CloudWatch gives it in HistoryData. */
  readonly data: string;
}

/** CloudWatch keeps alarm history for 30 days, also after the alarm was deleted. */
const keptMs = 30 * 24 * 3_600_000;

/** Limits of AWS's model for HistorySummary and HistoryData. */
const maxSummary = 255;
const maxData = 4095;

/** What happened to all alarms, oldest first. */
export class AlarmHistory {
  /** Set by who carries alarm actions out: whether it heard one. */
  hears: (action: string) => boolean = () => false;
  #items: HistoryItem[] = [];

  items(): readonly HistoryItem[] {
    return this.#items;
  }

  restore(items: readonly HistoryItem[]): void {
    this.#items = [...items];
  }

  configured(alarm: Alarm, type: 'Create' | 'Update' | 'Delete', at: number): void {
    const data = JSON.stringify({ version: '1.0', type, alarm: alarm.definition.shown });
    this.#add(alarm, at, {
      type: 'ConfigurationUpdate',
      summary: `Alarm "${nameOf(alarm)}" ${type.toLowerCase()}d`,
      data: data.length <= maxData ? data : JSON.stringify({ version: '1.0', type }),
    });
  }

  changed(alarm: Alarm, { to, reason }: Transition, at: number): void {
    const states = (isWhole: boolean) =>
      JSON.stringify({
        version: '1.0',
        oldState: {
          stateValue: alarm.state,
          stateReason: alarm.reason,
          stateReasonData: isWhole ? parsed(alarm.reasonData) : undefined,
        },
        newState: {
          stateValue: to,
          stateReason: reason.text,
          stateReasonData: isWhole ? parsed(reason.data) : undefined,
        },
      });
    const whole = states(true);
    this.#add(alarm, at, {
      type: 'StateUpdate',
      summary: `Alarm updated from ${alarm.state} to ${to}`,
      data: whole.length <= maxData ? whole : states(false),
    });
  }

  /** An action came due. Where nobody carries it out the history does not say that somebody did. */
  actionDue(alarm: Alarm, action: string, at: number): void {
    const isHeard = this.hears(action);
    const error = 'The sandbox runs no alarm actions but scaling policies.';
    this.#add(alarm, at, {
      type: 'Action',
      summary: isHeard
        ? `Successfully executed action ${action}`
        : `Failed to execute action ${action}. Received error: "${error}"`,
      data: JSON.stringify({
        actionState: isHeard ? 'Succeeded' : 'Failed',
        stateUpdateTimestamp: alarm.transitionedAt,
        notificationResource: action,
        ...(!isHeard && { error }),
      }),
    });
  }

  #add(alarm: Alarm, at: number, item: Pick<HistoryItem, 'type' | 'summary' | 'data'>): void {
    const oldest = at - keptMs;
    if (this.#items[0] !== undefined && this.#items[0].at < oldest) {
      this.#items = this.#items.filter((kept) => kept.at >= oldest);
    }
    const alarmType = alarm.definition.kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm';
    const summary = item.summary.slice(0, maxSummary);
    this.#items.push({ ...item, summary, alarm: nameOf(alarm), alarmType, at });
  }
}

/** StateReasonData is JSON by the sandbox, and any text when SetAlarmState brought it. */
function parsed(data: string | undefined): unknown {
  if (data === undefined || data === '') return undefined;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return data;
  }
}
