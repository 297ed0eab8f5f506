import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog } from '../event-log';
import type { FaultLine } from '../log-line';
import type { Call, Ending, Outcome } from '../wire/operation';
import { fits } from './call-match';
import { endingOf, FaultError } from './ending';
import { isFinal, isRemembered, phaseOf, type CallFault, type FaultOrder } from './fault';
import type { Happening } from './happening';
import { RememberedAnswers } from './remembered-answers';
import { Trigger, type TriggerState } from './trigger';

interface Fault<Order extends FaultOrder = FaultOrder> {
  readonly id: string;
  readonly order: Order;
  readonly trigger: Trigger;
  acted: number;
  /** Calls held now, by request id, and how to let each go on. */
  readonly held: Map<string, () => void>;
  /** Takes back what happened, where that lasts. */
  undo: (() => void) | undefined;
}

export interface ShownFault {
  readonly id: string;
  readonly order: FaultOrder;
  readonly state: TriggerState;
  readonly acted: number;
  readonly held: readonly string[];
}

/**
 * Lets something happen in the world; gives how to end it where it lasts. Throws where it cannot
 * happen, and calls `late` where that shows later.
 */
export type Happen = (
  happening: Happening,
  late: (cause: unknown) => void,
) => (() => void) | undefined;

/** The faults in force; each acts on the calls that fit it, at most as often as it says. */
export class Faults {
  readonly #faults = new Map<string, Fault>();
  readonly #answers = new RememberedAnswers();
  #count = 0;

  constructor(
    private readonly log: EventLog,
    private readonly happen: Happen,
  ) {}

  /** Adds a fault and gives its id; throws when what is to happen now cannot. */
  add(order: FaultOrder): string {
    this.#count += 1;
    const id = `fault-${this.#count}`;
    const trigger: Trigger = new Trigger(order, {
      begin: () => this.#begin(fault),
      end: () => this.#end(fault, 'ended'),
    });
    const fault: Fault = { id, order, trigger, acted: 0, held: new Map(), undo: undefined };
    this.#tell(fault, 'added');
    trigger.arm();
    this.#faults.set(id, fault);
    return id;
  }

  list(): readonly ShownFault[] {
    return [...this.#faults.values()].map(({ id, order, trigger, acted, held }) => ({
      id,
      order,
      state: trigger.state,
      acted,
      held: [...held.keys()],
    }));
  }

  /** Removes a fault and lets go what it holds; false where there is none of that id. */
  remove(id: string): boolean {
    const fault = this.#faults.get(id);
    if (fault === undefined) return false;
    this.#faults.delete(id);
    fault.trigger.stop();
    this.#end(fault, 'removed');
    return true;
  }

  /** Ends them all, when the sandbox does. */
  stop(): void {
    for (const { trigger } of this.#faults.values()) trigger.stop();
  }

  get isEmpty(): boolean {
    return this.#faults.size === 0;
  }

  /** Acts before a call takes effect; gives the ids of the faults that acted. Throws FaultError. */
  async before(call: Call): Promise<readonly string[]> {
    const acting = this.#take(call, 'before');
    const ids = acting.map(({ id }) => id);
    await this.#wait(acting, call);
    const refusing = acting.find(({ order }) => isFinal(order));
    if (refusing !== undefined) throw new FaultError(refusing.order, ids);
    return ids;
  }

  /** Which faults act once a call has been performed, and what becomes of its answer. */
  after(
    call: Call,
    outcome: Outcome,
  ): { readonly ids: readonly string[]; readonly ending: Promise<Ending> } {
    const now = Date.now();
    if (outcome.ok && isRemembered(call.operation)) this.#answers.note(call, outcome, now);
    const acting = this.#take(call, 'after');
    if (outcome.ok) for (const { trigger } of this.#faults.values()) trigger.see(call);
    return {
      ids: acting.map(({ id }) => id),
      ending: this.#finish(acting, call, { outcome, now }),
    };
  }

  async #finish(
    acting: readonly Fault<CallFault>[],
    call: Call,
    done: { readonly outcome: Outcome; readonly now: number },
  ): Promise<Ending> {
    await this.#wait(acting, call);
    const orders = acting.map(({ order }) => order);
    const past = (seconds: number) => this.#answers.at(call, done.now - seconds * 1000);
    return endingOf(orders, done.outcome, past);
  }

  async #wait(acting: readonly Fault<CallFault>[], call: Call): Promise<void> {
    for (const { order } of acting) {
      if (order.action === 'delay') await delay(order.seconds * 1000);
    }
    await Promise.all(acting.map((fault) => this.#hold(fault, call)));
  }

  #take(call: Call, phase: 'before' | 'after'): readonly Fault<CallFault>[] {
    const fitting = [...this.#faults.values()].filter(
      (fault): fault is Fault<CallFault> =>
        isCallFault(fault) &&
        fault.trigger.state === 'acting' &&
        phaseOf(fault.order) === phase &&
        fault.acted < (fault.order.times ?? Infinity) &&
        fits(fault.order, call),
    );
    // The first that answers is the last that acts: the others wait for the calls after this one.
    const last = fitting.findIndex(({ order }) => isFinal(order));
    const acting = last < 0 ? fitting : fitting.slice(0, last + 1);
    for (const fault of acting) {
      fault.acted += 1;
      this.#tell(fault, 'acted');
    }
    return acting;
  }

  async #hold(fault: Fault<CallFault>, { requestId }: Call): Promise<void> {
    if (fault.order.action !== 'hold') return;
    await new Promise<void>((release) => fault.held.set(requestId, release));
    fault.held.delete(requestId);
    this.#tell(fault, 'released');
  }

  #begin(fault: Fault): void {
    if (!fault.trigger.isImmediate) this.#tell(fault, 'began');
    const { order } = fault;
    if (!('happens' in order)) return;
    try {
      fault.undo = this.happen(order, (cause) => this.#tellFailure(fault, cause));
      fault.acted = 1;
      this.#tell(fault, 'acted');
    } catch (cause) {
      if (fault.trigger.isImmediate) throw cause;
      this.#tellFailure(fault, cause);
    }
  }

  #tellFailure(fault: Fault, cause: unknown): void {
    this.#tell(fault, 'failed', cause instanceof Error ? cause.message : String(cause));
  }

  #end(fault: Fault, event: 'ended' | 'removed'): void {
    for (const release of fault.held.values()) release();
    fault.undo?.();
    fault.undo = undefined;
    this.#tell(fault, event);
  }

  #tell({ id, order }: Fault, event: FaultLine['event'], reason?: string): void {
    const operation = 'operation' in order ? order.operation : order.happens;
    const action = 'happens' in order ? 'happens' : order.action;
    const why = reason === undefined ? {} : { reason };
    this.log.write({ kind: 'fault', fault: id, event, operation, action, ...why });
  }
}

function isCallFault(fault: Fault): fault is Fault<CallFault> {
  return 'action' in fault.order;
}
