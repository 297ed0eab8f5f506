import { AwsError } from '../wire/operation';
import type { AlarmDefinition } from './alarm';
import { AlarmHistory } from './alarm-history';
import { reasonFor, type Reason } from './alarm-reason';
import { evaluateRule, evaluationRange, type AlarmState, type Evaluation } from './alarm-rule';
import { neededSamples, readAlarmPoints, readAlarmSamples } from './alarm-source';
import type { MetricStore } from './metric-store';

export interface Alarm {
  readonly definition: AlarmDefinition;
  readonly arn: string;
  readonly state: AlarmState;
  readonly reason: string;
  readonly reasonData: string | undefined;
  readonly actionsEnabled: boolean;
  /** The last evaluation failed: the state below it is stale. */
  readonly evaluationFailed: boolean;
  /** All times in ms. */
  readonly configuredAt: number;
  readonly updatedAt: number;
  readonly transitionedAt: number;
}

export interface AlarmChange {
  readonly name: string;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly reason: string;
  readonly at: number;
  /** Who changed it: the alarm's own evaluation or a call to SetAlarmState. */
  readonly by: 'evaluation' | 'request';
}

export interface AlarmsOptions {
  readonly store: MetricStore;
  /** Evaluations wait this long after a period has closed, for its data to be published. */
  readonly publishingDelayMs?: number;
}

const minuteMs = 60_000;

/** AWS evaluates alarms on 10, 20 and 30 s periods every 10 s, all others every minute. */
const fastMs = 10_000;

/** All alarms, and the evaluation that changes their states. Alarm actions are kept, never run. */
export class Alarms {
  readonly history = new AlarmHistory();
  readonly #store: MetricStore;
  readonly #delayMs: number;
  readonly #alarms = new Map<string, Alarm>();
  readonly #evaluated = new Map<string, number>();
  readonly #listeners = new Set<(change: AlarmChange) => void>();
  #timer: NodeJS.Timeout | undefined;

  constructor({ store, publishingDelayMs = 5_000 }: AlarmsOptions) {
    this.#store = store;
    this.#delayMs = publishingDelayMs;
  }

  /** Creates or overwrites; an existing alarm keeps its state until the next evaluation. */
  put(definition: AlarmDefinition, region: string): Alarm {
    const { AlarmName: name } = definition.shown;
    const now = this.#now();
    const existing = this.#alarms.get(name);
    const alarm: Alarm = {
      arn: `arn:aws:cloudwatch:${region}:000000000000:alarm:${name}`,
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
    this.#alarms.set(name, alarm);
    this.#evaluated.delete(name);
    const type = existing === undefined ? 'Create' : 'Update';
    this.#configured(name, type, definition);
    return alarm;
  }

  get(name: string): Alarm | undefined {
    return this.#alarms.get(name);
  }

  /** All alarms by name. */
  list(): readonly Alarm[] {
    return [...this.#alarms.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  }

  /** Deletes all of them or, when one does not exist, none (ResourceNotFound). */
  delete(names: readonly string[]): void {
    const alarms = names.map((name) => this.#must(name));
    for (const { definition } of alarms) {
      const name = definition.shown.AlarmName;
      this.#alarms.delete(name);
      this.#configured(name, 'Delete', definition);
    }
  }

  enableActions(name: string, enabled: boolean): void {
    const alarm = this.#alarms.get(name);
    if (alarm !== undefined) this.#alarms.set(name, { ...alarm, actionsEnabled: enabled });
  }

  /** Sets a state by hand; the next evaluation may set it back. Throws ResourceNotFound. */
  setState(name: string, state: AlarmState, reason: string, reasonData?: string): void {
    const alarm = this.#must(name);
    const updated = { ...alarm, reason, reasonData, updatedAt: this.#now() };
    this.#alarms.set(name, updated);
    if (state !== alarm.state) {
      this.#transition(updated, state, { text: reason, data: reasonData ?? '' }, 'request');
    }
  }

  /** Calls back on every change of state; returns how to stop that. */
  onChange(listener: (change: AlarmChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Evaluates every alarm that is due now. */
  tick(): void {
    const now = this.#now();
    for (const [name, alarm] of this.#alarms) {
      const cadenceMs = alarm.definition.source.periodMs < minuteMs ? fastMs : minuteMs;
      const turn = Math.floor((now - this.#delayMs) / cadenceMs);
      if (this.#evaluated.get(name) === turn) continue;
      this.#evaluated.set(name, turn);
      this.#evaluate(alarm, now);
    }
  }

  /** Ticks every second until stopped; does not keep the process alive by itself. */
  start(): void {
    this.#timer ??= setInterval(() => this.tick(), 1_000).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #evaluate(alarm: Alarm, now: number): void {
    const { rule, source } = alarm.definition;
    const evaluation = this.#tryEvaluation(alarm, now);
    if (evaluation === undefined) return;
    if (evaluation.state === 'retain' || evaluation.state === alarm.state) return;
    if (source.ignoreLowSamples) {
      const samples = readAlarmSamples(this.#store, source, evaluation.evaluated, now);
      const needed = neededSamples(source);
      if ([...samples.values()].some((count) => count < needed)) return;
    }
    const change = { from: alarm.state, to: evaluation.state, periodMs: source.periodMs, now };
    const current = this.#must(nameOf(alarm));
    this.#transition(current, evaluation.state, reasonFor(rule, evaluation, change), 'evaluation');
  }

  /** One alarm whose expression cannot be computed must not stop the others. */
  #tryEvaluation(alarm: Alarm, now: number): Evaluation | undefined {
    const { rule, source } = alarm.definition;
    let evaluation: Evaluation | undefined;
    try {
      const points = readAlarmPoints(this.#store, source, evaluationRange(rule), now);
      evaluation = evaluateRule(rule, points);
    } catch (cause) {
      if (!(cause instanceof AwsError)) throw cause;
    }
    const evaluationFailed = evaluation === undefined;
    if (evaluationFailed !== alarm.evaluationFailed) {
      this.#alarms.set(nameOf(alarm), { ...alarm, evaluationFailed });
    }
    return evaluation;
  }

  #transition(alarm: Alarm, to: AlarmState, reason: Reason, by: AlarmChange['by']): void {
    const at = this.#now();
    const name = nameOf(alarm);
    const reasonData = reason.data === '' ? undefined : reason.data;
    const changed: Alarm = {
      ...alarm,
      state: to,
      reason: reason.text,
      reasonData,
      updatedAt: at,
      transitionedAt: at,
    };
    this.#alarms.set(name, changed);
    this.history.add({
      alarm: name,
      at,
      type: 'StateUpdate',
      summary: `Alarm updated from ${alarm.state} to ${to}`,
      data: JSON.stringify({
        version: '1.0',
        oldState: { stateValue: alarm.state },
        newState: { stateValue: to, stateReason: reason.text },
      }),
    });
    const change = { name, from: alarm.state, to, reason: reason.text, at, by };
    for (const listener of this.#listeners) listener(change);
  }

  #configured(name: string, type: 'Create' | 'Update' | 'Delete', definition: AlarmDefinition) {
    this.history.add({
      alarm: name,
      at: this.#now(),
      type: 'ConfigurationUpdate',
      summary: `Alarm "${name}" ${type.toLowerCase()}d`,
      data: JSON.stringify({ version: '1.0', type, alarm: definition.shown }),
    });
  }

  #must(name: string): Alarm {
    const alarm = this.#alarms.get(name);
    if (alarm !== undefined) return alarm;
    throw new AwsError('ResourceNotFound', `Alarm ${name} does not exist.`, 404);
  }

  #now(): number {
    return this.#store.clock.now();
  }
}

function nameOf(alarm: Alarm): string {
  return alarm.definition.shown.AlarmName;
}
