import { z } from 'zod';
import { contains } from '../control/call-match';
import type { AwsEvent } from './aws-event';

/** What can go wrong with an event on its way. AWS promises neither order nor that it comes once. */
export const eventFaultSchema = z.strictObject({
  /**
   * `late` comes after `seconds`; `twice` comes again with another id, as SageMaker may send it; `swapped` comes after
   * the event that follows it, or after `seconds` where none does; `lost` never comes.
   */
  action: z.enum(['late', 'twice', 'swapped', 'lost']),
  /** The event's detail-type; any when absent. */
  type: z.string().optional(),
  /** Members that the event's detail must have, at any depth. */
  match: z.record(z.string(), z.unknown()).optional(),
  /** How many events it acts on; all of them when absent. */
  times: z.int().min(1).optional(),
  seconds: z.number().min(0).max(600).default(10),
});

export type EventFaultOrder = z.output<typeof eventFaultSchema>;

export interface EventFault {
  readonly id: string;
  readonly order: EventFaultOrder;
  readonly acted: number;
}

/** The faults in force for events. */
export class EventFaults {
  readonly #faults = new Map<string, EventFault>();
  #last = 0;

  /** Returns its id. */
  add(order: EventFaultOrder): string {
    this.#last += 1;
    const id = `e${this.#last}`;
    this.#faults.set(id, { id, order, acted: 0 });
    return id;
  }

  list(): readonly EventFault[] {
    return [...this.#faults.values()];
  }

  /** False when there is none of that id. */
  remove(id: string): boolean {
    return this.#faults.delete(id);
  }

  /** The first fault that fits the event and is not used up; it counts as having acted. */
  take(event: AwsEvent): EventFault | undefined {
    const found = this.list().find(({ order, acted }) => {
      const { type = event['detail-type'], match, times = Infinity } = order;
      return acted < times && type === event['detail-type'] && contains(event.detail, match ?? {});
    });
    if (found !== undefined) this.#faults.set(found.id, { ...found, acted: found.acted + 1 });
    return found;
  }
}
