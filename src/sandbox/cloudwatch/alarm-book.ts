import { AwsError } from '../wire/operation';
import { AlarmHistory } from './alarm-history';
import {
  isCompositeAlarm,
  nameOf,
  type Alarm,
  type AlarmChange,
  type CompositeAlarmRecord,
  type Transition,
} from './alarm-record';

/** Every alarm by name with its history; tells of every change of state. */
export class AlarmBook {
  readonly history = new AlarmHistory();
  readonly #alarms = new Map<string, Alarm>();
  readonly #composites = new Set<string>();
  readonly #listeners = new Set<(change: AlarmChange) => void>();
  /** Names in order; undefined after one came or went. */
  #names: readonly string[] | undefined;

  constructor(readonly now: () => number) {}

  get(name: string): Alarm | undefined {
    return this.#alarms.get(name);
  }

  /** Throws ResourceNotFound. */
  must(name: string): Alarm {
    const alarm = this.#alarms.get(name);
    if (alarm !== undefined) return alarm;
    throw new AwsError('ResourceNotFound', `Alarm ${name} does not exist.`, 404);
  }

  all(): Iterable<Alarm> {
    return this.#alarms.values();
  }

  /** All names in order. */
  names(): readonly string[] {
    this.#names ??= [...this.#alarms.keys()].sort();
    return this.#names;
  }

  composites(): readonly CompositeAlarmRecord[] {
    return [...this.#composites].map((name) => this.#alarms.get(name)!).filter(isCompositeAlarm);
  }

  /** Composite alarms whose rule names this alarm. */
  parentsOf(name: string): readonly CompositeAlarmRecord[] {
    return this.composites().filter(({ definition }) => definition.children.includes(name));
  }

  save(alarm: Alarm): void {
    const name = nameOf(alarm);
    if (!this.#alarms.has(name)) this.#names = undefined;
    if (isCompositeAlarm(alarm)) this.#composites.add(name);
    this.#alarms.set(name, alarm);
  }

  remove(name: string): void {
    const alarm = this.#alarms.get(name);
    if (alarm === undefined) return;
    this.#alarms.delete(name);
    this.#composites.delete(name);
    this.#names = undefined;
    this.history.configured(alarm, 'Delete', this.now());
  }

  /** Brings an alarm into another state, in its record, its history and the ears of listeners. */
  transition(name: string, transition: Transition): void {
    const alarm = this.must(name);
    const { to, reason, by } = transition;
    const at = this.now();
    this.history.changed(alarm, transition, at);
    this.#alarms.set(name, {
      ...alarm,
      state: to,
      reason: reason.text,
      reasonData: reason.data === '' ? undefined : reason.data,
      updatedAt: at,
      transitionedAt: at,
    });
    const change = { name, from: alarm.state, to, reason: reason.text, at, by };
    for (const listener of this.#listeners) listener(change);
  }

  /** Brings alarms back without a word in their history. */
  restore(alarms: readonly Alarm[]): void {
    for (const alarm of alarms) this.save(alarm);
  }

  onChange(listener: (change: AlarmChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
