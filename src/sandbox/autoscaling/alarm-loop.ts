import { isMetricAlarm } from '../cloudwatch/alarm-record';
import { calls, isActionOf } from './acting-alarm';
import { reactToAlarm } from './alarm-reaction';
import type { Scaling } from './scaling';

/** CloudWatch repeats the scaling action of an alarm once a minute while the state lasts. */
const repeatMs = 60_000;

/** How often the loop looks whether a repetition is due. */
const lookMs = 1_000;

/** Hears the alarms that have scaling policies among their actions. */
export class AlarmLoop {
  /** When each alarm last called its policies, ms. */
  readonly #called = new Map<string, number>();
  #looked = -Infinity;

  constructor(private readonly scaling: Scaling) {
    scaling.alarms.onChange(({ name }) => this.#call(name));
    scaling.alarms.history.hears = (action) =>
      [...scaling.policies.values()].some((policy) => isActionOf(action, policy));
  }

  /** Repeats the actions that are due; a policy may have been added since the alarm changed. */
  tick(): void {
    const now = this.scaling.clock.now();
    if (now < this.#looked + lookMs) return;
    this.#looked = now;
    for (const { definition } of this.scaling.alarms.list()) {
      const name = definition.shown.AlarmName;
      if (now >= (this.#called.get(name) ?? -Infinity) + repeatMs) this.#call(name);
    }
    for (const name of this.#called.keys()) {
      if (this.scaling.alarms.get(name) === undefined) this.#called.delete(name);
    }
  }

  #call(name: string): void {
    const alarm = this.scaling.alarms.get(name);
    // Alarms on metrics only: no other kind has scaling actions on AWS.
    if (alarm === undefined || !isMetricAlarm(alarm)) return;
    this.#called.set(name, this.scaling.clock.now());
    if (!alarm.actionsEnabled) return;
    for (const policy of [...this.scaling.policies.values()]) {
      if (calls(alarm, alarm.state, policy)) reactToAlarm(this.scaling, policy, alarm);
    }
  }
}
