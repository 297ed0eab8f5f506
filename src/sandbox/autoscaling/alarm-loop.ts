import { isActing, type ActingAlarm } from './acting-alarm';
import { reactToAlarm } from './alarm-reaction';
import type { Scaling } from './scaling';

/** CloudWatch repeats the scaling action of an alarm once a minute while the state lasts. */
const repeatMs = 60_000;

/** Hears the alarms that have scaling policies among their actions. */
export class AlarmLoop {
  /** When each alarm last called its policies, ms. */
  readonly #called = new Map<string, number>();

  constructor(private readonly scaling: Scaling) {
    scaling.alarms.onChange(({ name }) => this.#call(name));
  }

  /** Repeats the actions that are due; a policy may have been added since the alarm changed. */
  tick(): void {
    const now = this.scaling.clock.now();
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
    if (!isActing(alarm)) return;
    this.#called.set(name, this.scaling.clock.now());
    if (!alarm.actionsEnabled) return;
    const actions = actionsIn(alarm);
    for (const policy of [...this.scaling.policies.values()]) {
      const calls = actions.some((action) => isFor(policy.arn, action));
      if (calls) reactToAlarm(this.scaling, policy, alarm);
    }
  }
}

/** A target-tracking policy's own alarms name it with a suffix, those of users by its ARN alone. */
function isFor(arn: string, action: string): boolean {
  return action === arn || action.startsWith(`${arn}:createdBy/`);
}

function actionsIn({ state, definition: { shown } }: ActingAlarm): readonly string[] {
  switch (state) {
    case 'ALARM':
      return shown.AlarmActions ?? [];
    case 'OK':
      return shown.OKActions ?? [];
    case 'INSUFFICIENT_DATA':
      return shown.InsufficientDataActions ?? [];
  }
}
