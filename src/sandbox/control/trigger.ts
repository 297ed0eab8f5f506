import { z } from 'zod';
import type { Call } from '../wire/operation';
import { callMatch, fits } from './call-match';

const day = 86_400;

/** When a fault begins and for how long it is in force; at once and until it is removed, if it does not say. */
export const triggerSchema = {
  /** Begins this long after it was added, or after what `when` waits for, s. */
  after: z.number().min(0).max(day).optional(),
  /** Begins once so many calls have succeeded. */
  when: z.strictObject({ ...callMatch, count: z.int().min(1).default(1) }).optional(),
  /** Ends by itself this long after it has begun, s. */
  for: z.number().min(0).max(day).optional(),
};

export type TriggerOrder = z.output<z.ZodObject<typeof triggerSchema>>;

export type TriggerState = 'waiting' | 'acting' | 'over';

/** Counts calls and time for one fault, and says when it begins and when it is over. */
export class Trigger {
  #state: TriggerState = 'waiting';
  #seen = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly order: TriggerOrder,
    private readonly turns: { readonly begin: () => void; readonly end: () => void },
  ) {}

  get state(): TriggerState {
    return this.#state;
  }

  /** Whether it begins at once, within the call of `arm`. */
  get isImmediate(): boolean {
    return this.order.when === undefined && this.order.after === undefined;
  }

  arm(): void {
    if (this.order.when === undefined) this.#countDown();
  }

  /** Takes note of a call that has succeeded. */
  see(call: Call): void {
    const { when } = this.order;
    if (when === undefined || this.#seen >= when.count || !fits(when, call)) return;
    this.#seen += 1;
    if (this.#seen === when.count) this.#countDown();
  }

  /** Ends it, whether it has begun or not; calls nobody back. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#state = 'over';
  }

  #countDown(): void {
    const { after } = this.order;
    if (after === undefined) this.#begin();
    else this.#timer = setTimeout(() => this.#begin(), after * 1000).unref();
  }

  #begin(): void {
    this.#state = 'acting';
    this.turns.begin();
    const { for: seconds } = this.order;
    if (seconds === undefined) return;
    this.#timer = setTimeout(() => {
      this.stop();
      this.turns.end();
    }, seconds * 1000).unref();
  }
}
