import type { Call, Outcome } from '../wire/operation';

interface Remembered {
  readonly at: number;
  readonly outcome: Outcome;
}

/** Most inputs that answers are kept for, and most answers of one input. */
const mostInputs = 300;
const mostAnswers = 100;

/** What reads were answered of late, so that one can be answered as it was some time ago. */
export class RememberedAnswers {
  readonly #answers = new Map<string, readonly Remembered[]>();

  /** Takes note of an answer that is true now (ms). */
  note(call: Call, outcome: Outcome, now: number): void {
    const key = keyOf(call);
    const known = this.#answers.get(key) ?? [];
    this.#answers.delete(key);
    this.#answers.set(key, [...known.slice(1 - mostAnswers), { at: now, outcome }]);
    if (this.#answers.size <= mostInputs) return;
    const [oldest = ''] = this.#answers.keys();
    this.#answers.delete(oldest);
  }

  /** The answer that was true at a time (ms), or the oldest one there is; undefined when there is none. */
  at(call: Call, time: number): Outcome | undefined {
    const known = this.#answers.get(keyOf(call));
    return (known?.findLast(({ at }) => at <= time) ?? known?.[0])?.outcome;
  }
}

const keyOf = ({ service, operation, input, caller }: Call): string =>
  JSON.stringify([caller.account, service, operation, input]);
