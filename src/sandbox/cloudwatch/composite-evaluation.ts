import type { AlarmBook } from './alarm-book';
import type { Reason } from './alarm-reason';
import { nameOf, type Alarm, type CompositeAlarmRecord } from './alarm-record';
import { alarmName } from './composite-alarm';
import { holds } from './composite-rule';

export type Cause =
  | { readonly kind: 'created' | 'updated' }
  | { readonly kind: 'children'; readonly changed: ReadonlySet<string> };

/** CloudWatch's limit of StateReasonData is 4,000 characters: this many alarms fit into it. */
const maxTriggers = 15;

/** Composite alarms that are to be evaluated: only after a change of a child or of the alarm itself. */
export class CompositeEvaluation {
  readonly #due = new Map<string, Cause>();

  constructor(private readonly book: AlarmBook) {
    book.onChange(({ name }) => this.#childChanged(name));
  }

  /** By name: why each is to be evaluated. */
  due(): ReadonlyMap<string, Cause> {
    return new Map(this.#due);
  }

  restore(due: ReadonlyMap<string, Cause>): void {
    for (const [name, cause] of due) this.#due.set(name, cause);
  }

  configured(name: string, kind: 'created' | 'updated'): void {
    this.#due.set(name, { kind });
  }

  /** Evaluates all that is due, and what becomes due by that. */
  settle(): void {
    for (const [name, cause] of this.#due) {
      this.#due.delete(name);
      const alarm = this.book.get(name);
      if (alarm?.definition.kind === 'composite') {
        this.#evaluate(alarm as CompositeAlarmRecord, cause);
      }
    }
  }

  #childChanged(child: string): void {
    for (const parent of this.book.parentsOf(child)) {
      const name = nameOf(parent);
      const due = this.#due.get(name);
      const before = due?.kind === 'children' ? due.changed : [];
      if (due === undefined || due.kind === 'children') {
        this.#due.set(name, { kind: 'children', changed: new Set([...before, child]) });
      }
    }
  }

  #evaluate(alarm: CompositeAlarmRecord, cause: Cause): void {
    // "The evaluation of composite alarms stops if CloudWatch detects a cycle in the evaluation path."
    if (this.#reaches(alarm, nameOf(alarm), new Set())) return;
    const stateOf = (reference: string) => this.book.get(alarmName(reference))?.state;
    const to = holds(alarm.definition.rule, stateOf) ? 'ALARM' : 'OK';
    if (to === alarm.state) return;
    const reason = this.#reason(alarm, to, cause);
    this.book.transition(nameOf(alarm), { to, reason, by: 'evaluation' });
  }

  #reaches(alarm: Alarm, target: string, seen: Set<string>): boolean {
    if (alarm.definition.kind === 'metric') return false;
    return alarm.definition.children.some((name) => {
      if (name === target) return true;
      const child = this.book.get(name);
      if (child === undefined || seen.has(name)) return false;
      seen.add(name);
      return this.#reaches(child, target, seen);
    });
  }

  #reason(alarm: CompositeAlarmRecord, to: string, cause: Cause): Reason {
    const names = cause.kind === 'children' ? [...cause.changed] : alarm.definition.children;
    const triggers = names.map((name) => this.book.get(name)).filter((it) => it !== undefined);
    const last = triggers.at(-1);
    const text =
      cause.kind === 'children' && last !== undefined
        ? `${last.arn} transitioned to ${last.state} at ${longDate(last.transitionedAt)}`
        : `${alarm.arn} was ${cause.kind} and its alarm rule evaluates to ${to}`;
    const triggeringAlarms = triggers.slice(-maxTriggers).map(({ arn, state, transitionedAt }) => ({
      arn,
      state: { value: state, timestamp: iso(transitionedAt) },
    }));
    return { text, data: JSON.stringify({ triggeringAlarms }) };
  }
}

/** `Friday 22 July, 2022 15:57:45 UTC`, as in the reasons of composite alarms. */
function longDate(at: number): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Date(at).toLocaleString('en-GB', { timeZone: 'UTC', ...options });
  const date = new Date(at).toISOString();
  return `${part({ weekday: 'long' })} ${date.slice(8, 10)} ${part({ month: 'long' })}, ${date.slice(0, 4)} ${date.slice(11, 19)} UTC`;
}

function iso(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}
