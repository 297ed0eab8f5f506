import { firstAccount } from '../account/account-id';
import type { AlarmDefinition } from './alarm';
import { AlarmActions, type ActionsRecord, type Suppression } from './alarm-actions';
import { AlarmBook } from './alarm-book';
import type { AlarmHistory, HistoryItem } from './alarm-history';
import { isMetricAlarm, nameOf, type Alarm, type AlarmChange } from './alarm-record';
import type { AlarmState } from './alarm-rule';
import type { CompositeDefinition } from './composite-alarm';
import { CompositeEvaluation, type Cause } from './composite-evaluation';
import { checkComposite, checkDeletion, checkKind } from './alarm-dependency';
import { evaluateMetricAlarm } from './metric-evaluation';
import type { MetricStore } from './metric-store';

export type { Alarm, AlarmChange } from './alarm-record';

export interface AlarmsOptions {
  readonly account?: string;
  readonly store: MetricStore;
  /** Evaluations wait this long after a period has closed, for its data to be published. */
  readonly publishingDelayMs?: number;
  /** Told of what was asked for of which AWS does not say what becomes of it. */
  readonly undocumented?: (what: string) => void;
}

/** All alarms as they outlive the sandbox. */
export interface AlarmsRecord {
  readonly alarms: readonly Alarm[];
  readonly history: readonly HistoryItem[];
  readonly actions: ActionsRecord;
  readonly due: ReadonlyMap<string, Cause>;
}

const minuteMs = 60_000;

/** AWS evaluates alarms on 10, 20 and 30 s periods every 10 s, all others every minute. */
const fastMs = 10_000;

/** Thousands of alarms due at once are evaluated in slices, ms: requests are served between them. */
const sliceMs = 10;

/** All alarms, and the evaluation that changes their states. Of their actions only scaling policies are carried out. */
export class Alarms {
  readonly #account: string;
  readonly #store: MetricStore;
  readonly #delayMs: number;
  readonly #undocumented: (what: string) => void;
  readonly #book: AlarmBook;
  readonly #actions: AlarmActions;
  readonly #composites: CompositeEvaluation;
  readonly #evaluated = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #running: Iterator<void> | undefined;

  constructor(options: AlarmsOptions) {
    const { store, publishingDelayMs = 5_000, undocumented = () => {} } = options;
    this.#account = options.account ?? firstAccount;
    this.#store = store;
    this.#undocumented = undocumented;
    this.#delayMs = publishingDelayMs;
    this.#book = new AlarmBook(() => store.clock.now());
    this.#actions = new AlarmActions(this.#book);
    this.#composites = new CompositeEvaluation(this.#book);
  }

  get history(): AlarmHistory {
    return this.#book.history;
  }

  /** Creates or overwrites; an existing alarm keeps its state until the next evaluation. */
  put(definition: AlarmDefinition | CompositeDefinition, region: string): Alarm {
    const { AlarmName: name } = definition.shown;
    const now = this.#book.now();
    const existing = this.#book.get(name);
    const prefix = `arn:aws:cloudwatch:${region}:${this.#account}:alarm:`;
    checkKind(existing, definition, this.#undocumented);
    if (definition.kind === 'composite') checkComposite(this.#book, definition, prefix);
    const alarm: Alarm = {
      arn: `${prefix}${name}`,
      state: 'INSUFFICIENT_DATA',
      reason: 'Unchecked: Initial alarm creation',
      reasonData: undefined,
      updatedAt: now,
      transitionedAt: now,
      ...existing,
      evaluationFailed: false,
      definition,
      actionsEnabled: definition.shown.ActionsEnabled ?? true,
      configuredAt: now,
    };
    this.#book.save(alarm);
    this.#evaluated.delete(name);
    this.#actions.forget(name);
    const isNew = existing === undefined;
    if (definition.kind === 'composite') {
      this.#composites.configured(name, isNew ? 'created' : 'updated');
    }
    this.history.configured(alarm, isNew ? 'Create' : 'Update', now);
    return alarm;
  }

  get(name: string): Alarm | undefined {
    return this.#book.get(name);
  }

  /** All names in order. */
  names(): readonly string[] {
    return this.#book.names();
  }

  /** All alarms by name. */
  list(): readonly Alarm[] {
    return this.names().map((name) => this.#book.must(name));
  }

  parentsOf(name: string): readonly Alarm[] {
    return this.#book.parentsOf(name);
  }

  /** What holds back the actions of a composite alarm now. */
  suppressionOf(name: string): Suppression | undefined {
    return this.#actions.suppressionOf(name);
  }

  /** Deletes those that exist; none when a composite alarm that stays depends on one of them. */
  delete(names: readonly string[]): void {
    checkDeletion(this.#book, names, this.#undocumented);
    for (const name of names) {
      this.#book.remove(name);
      this.#evaluated.delete(name);
      this.#actions.forget(name);
    }
  }

  enableActions(name: string, enabled: boolean): void {
    const alarm = this.#book.get(name);
    if (alarm !== undefined) this.#book.save({ ...alarm, actionsEnabled: enabled });
  }

  /** Sets a state by hand; the next evaluation may set it back. Throws ResourceNotFound. */
  setState(name: string, state: AlarmState, reason: string, reasonData?: string): void {
    const alarm = this.#book.must(name);
    if (state === alarm.state) {
      this.#book.save({ ...alarm, reason, reasonData, updatedAt: this.#book.now() });
      return;
    }
    const given = { text: reason, data: reasonData ?? '' };
    this.#book.transition(name, { to: state, reason: given, by: 'request' });
  }

  /** Calls back on every change of state; returns how to stop that. */
  onChange(listener: (change: AlarmChange) => void): () => void {
    return this.#book.onChange(listener);
  }

  snapshot(): AlarmsRecord {
    return {
      alarms: [...this.#book.all()],
      history: this.history.items(),
      actions: this.#actions.snapshot(),
      due: this.#composites.due(),
    };
  }

  restore({ alarms, history, actions, due }: AlarmsRecord): void {
    this.#book.restore(alarms);
    this.history.restore(history);
    this.#actions.restore(actions);
    this.#composites.restore(due);
  }

  /** Evaluates every alarm that is due now. */
  tick(): void {
    const turn = this.#turn();
    while (turn.next().done !== true);
  }

  /** Ticks every second until stopped; does not keep the process alive by itself. */
  start(): void {
    this.#timer ??= setInterval(() => {
      if (this.#running !== undefined) return;
      this.#running = this.#turn();
      this.#runSlice();
    }, 1_000).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#running = undefined;
  }

  #runSlice(): void {
    const end = performance.now() + sliceMs;
    while (this.#running !== undefined && performance.now() < end) {
      if (this.#running.next().done === true) this.#running = undefined;
    }
    if (this.#running !== undefined) setImmediate(() => this.#runSlice());
  }

  /** One turn over all alarms, resting after each that was evaluated. */
  *#turn(): Generator<void, void, void> {
    const now = this.#book.now();
    // Before a state set by hand is set back: parents see every change of a child.
    this.#composites.settle();
    for (const alarm of this.#book.all()) {
      if (!isMetricAlarm(alarm)) continue;
      const cadenceMs = alarm.definition.source.periodMs < minuteMs ? fastMs : minuteMs;
      const turn = Math.floor((now - this.#delayMs) / cadenceMs);
      if (this.#evaluated.get(nameOf(alarm)) === turn) continue;
      this.#evaluated.set(nameOf(alarm), turn);
      evaluateMetricAlarm(this.#book, this.#store, alarm);
      yield;
    }
    this.#composites.settle();
    this.#actions.settle();
  }
}
