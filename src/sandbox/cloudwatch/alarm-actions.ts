import type { ActionsSuppressedBy } from '@aws-sdk/client-cloudwatch';
import type { AlarmBook } from './alarm-book';
import { actionsIn, type Alarm, type AlarmChange } from './alarm-record';
import type { AlarmState } from './alarm-rule';
import type { Suppressor } from './composite-alarm';

export interface Suppression {
  readonly by: ActionsSuppressedBy;
  /** End of the waiting, ms; a suppressor in ALARM holds actions back for as long as it is. */
  readonly until: number;
}

/** By alarm: what is held back, and the state whose actions ran last. */
export interface ActionsRecord {
  readonly suppressed: ReadonlyMap<string, Suppression>;
  readonly acted: ReadonlyMap<string, AlarmState>;
}

/** Decides when the actions of an alarm come due, and when a suppressor holds them back. */
export class AlarmActions {
  readonly #suppressed = new Map<string, Suppression>();
  /** State whose actions ran last, of alarms with a suppressor. */
  readonly #acted = new Map<string, AlarmState>();

  constructor(private readonly book: AlarmBook) {
    book.onChange((change) => this.#changed(change));
  }

  suppressionOf(name: string): Suppression | undefined {
    return this.#suppressed.get(name);
  }

  /** A new configuration has its own suppressor; what the old one held back is forgotten. */
  forget(name: string): void {
    this.#suppressed.delete(name);
    this.#acted.delete(name);
  }

  snapshot(): ActionsRecord {
    return { suppressed: new Map(this.#suppressed), acted: new Map(this.#acted) };
  }

  restore({ suppressed, acted }: ActionsRecord): void {
    for (const [name, suppression] of suppressed) this.#suppressed.set(name, suppression);
    for (const [name, state] of acted) this.#acted.set(name, state);
  }

  /** Ends the waiting that is over now. */
  settle(): void {
    const now = this.book.now();
    for (const [name, { until }] of this.#suppressed) {
      if (until > now) continue;
      this.#suppressed.delete(name);
      const alarm = this.book.get(name);
      // Back where it was when its actions ran last: there is nothing new to tell.
      if (alarm !== undefined && alarm.state !== this.#acted.get(name)) this.#act(name, alarm);
    }
  }

  #changed({ name, from, to, at }: AlarmChange): void {
    const alarm = this.book.must(name);
    const suppressor = suppressorOf(alarm);
    if (suppressor === undefined) this.#act(name, alarm);
    else this.#hold(name, suppressor, from, at);
    if (to === 'ALARM' || from === 'ALARM') this.#suppressorChanged(name, to, at);
  }

  #hold(name: string, { alarm, waitMs }: Suppressor, from: AlarmState, at: number): void {
    if (!this.#acted.has(name)) this.#acted.set(name, from);
    if (this.#suppressed.has(name)) return;
    const isActive = this.book.get(alarm)?.state === 'ALARM';
    this.#suppressed.set(
      name,
      isActive ? { by: 'Alarm', until: Infinity } : { by: 'WaitPeriod', until: at + waitMs },
    );
    this.settle();
  }

  #suppressorChanged(suppressor: string, state: AlarmState, at: number): void {
    for (const composite of this.book.composites()) {
      const { AlarmName: name } = composite.definition.shown;
      const own = composite.definition.suppressor;
      if (own?.alarm !== suppressor || !this.#suppressed.has(name)) continue;
      this.#suppressed.set(
        name,
        state === 'ALARM'
          ? { by: 'Alarm', until: Infinity }
          : { by: 'ExtensionPeriod', until: at + own.extensionMs },
      );
    }
    this.settle();
  }

  #act(name: string, alarm: Alarm): void {
    if (suppressorOf(alarm) !== undefined) this.#acted.set(name, alarm.state);
    if (!alarm.actionsEnabled) return;
    for (const action of actionsIn(alarm, alarm.state)) {
      this.book.history.actionDue(alarm, action, this.book.now());
    }
  }
}

function suppressorOf({ definition }: Alarm): Suppressor | undefined {
  return definition.kind === 'composite' ? definition.suppressor : undefined;
}
