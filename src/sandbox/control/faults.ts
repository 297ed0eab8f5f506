import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog } from '../event-log';
import type { FaultLine } from '../log-line';
import { AwsError, type Call } from '../wire/operation';
import { fits, statusOf, type FaultOrder } from './fault';

interface Fault {
  readonly id: string;
  readonly order: FaultOrder;
  acted: number;
  /** Calls held now, by request id, and how to let each go on. */
  readonly held: Map<string, () => void>;
}

export interface ShownFault {
  readonly id: string;
  readonly order: FaultOrder;
  readonly acted: number;
  readonly held: readonly string[];
}

/** The faults in force; each acts on the calls that fit it, at most as often as it says. */
export class Faults {
  readonly #faults = new Map<string, Fault>();
  #count = 0;

  constructor(private readonly log: EventLog) {}

  add(order: FaultOrder): string {
    this.#count += 1;
    const fault: Fault = { id: `fault-${this.#count}`, order, acted: 0, held: new Map() };
    this.#faults.set(fault.id, fault);
    this.#tell(fault, 'added');
    return fault.id;
  }

  list(): readonly ShownFault[] {
    return [...this.#faults.values()].map(({ id, order, acted, held }) => ({
      id,
      order,
      acted,
      held: [...held.keys()],
    }));
  }

  /** Removes a fault and lets go what it holds; false where there is none of that id. */
  remove(id: string): boolean {
    const fault = this.#faults.get(id);
    if (fault === undefined) return false;
    this.#faults.delete(id);
    for (const release of fault.held.values()) release();
    this.#tell(fault, 'removed');
    return true;
  }

  get isEmpty(): boolean {
    return this.#faults.size === 0;
  }

  /** Acts before a call takes effect; gives the ids of the faults that acted. Throws what `fail` asks for. */
  async before(call: Call): Promise<readonly string[]> {
    const acting = this.#take(call, ({ action, phase }) => action !== 'drop' && phase === 'before');
    for (const { order } of acting) {
      if (order.action === 'delay') await delay(order.seconds * 1000);
    }
    await Promise.all(acting.map((fault) => this.#hold(fault, call)));
    const failing = acting.find(({ order }) => order.action === 'fail');
    if (failing !== undefined)
      throw new FaultError(
        failing.order,
        acting.map(({ id }) => id),
      );
    return acting.map(({ id }) => id);
  }

  /** Which faults act once a call has taken effect, and what they do to its answer. */
  after(call: Call): {
    readonly ids: readonly string[];
    readonly answer: Promise<'answer' | 'drop'>;
  } {
    const acting = this.#take(call, ({ action, phase }) => action === 'drop' || phase === 'after');
    const isDropped = acting.some(({ order }) => order.action === 'drop');
    const holds = Promise.all(acting.map((fault) => this.#hold(fault, call)));
    return {
      ids: acting.map(({ id }) => id),
      answer: holds.then(() => (isDropped ? 'drop' : 'answer')),
    };
  }

  #take(call: Call, stands: (order: FaultOrder) => boolean): readonly Fault[] {
    const acting = [...this.#faults.values()].filter(
      ({ order, acted }) => stands(order) && acted < (order.times ?? Infinity) && fits(order, call),
    );
    for (const fault of acting) {
      fault.acted += 1;
      this.#tell(fault, 'acted');
    }
    return acting;
  }

  async #hold(fault: Fault, { requestId }: Call): Promise<void> {
    if (fault.order.action !== 'hold') return;
    await new Promise<void>((release) => fault.held.set(requestId, release));
    fault.held.delete(requestId);
    this.#tell(fault, 'released');
  }

  #tell({ id, order }: Fault, event: FaultLine['event']): void {
    const { operation, action } = order;
    this.log.write({ kind: 'fault', fault: id, event, operation, action });
  }
}

/** An error that a fault asked for; the log says so. */
export class FaultError extends AwsError {
  constructor(
    order: FaultOrder,
    readonly faults: readonly string[],
  ) {
    super(order.code, order.message, statusOf(order));
  }
}
