import type { Behaviour } from '../named-behaviours';

/**
 * Places to work in and a line before them. `enter` runs `work` when a place is free and gives false
 * when the line is full; `work` gets what frees its place.
 */
export class Capacity {
  readonly #waiting: ((leave: () => void) => void)[] = [];
  #working = 0;

  constructor(private readonly limits: Pick<Behaviour, 'concurrency' | 'queue'>) {}

  get load(): { readonly working: number; readonly waiting: number } {
    return { working: this.#working, waiting: this.#waiting.length };
  }

  enter(work: (leave: () => void) => void): boolean {
    if (this.#working < this.limits.concurrency) this.#begin(work);
    else if (this.#waiting.length < this.limits.queue) this.#waiting.push(work);
    else return false;
    return true;
  }

  #begin(work: (leave: () => void) => void): void {
    this.#working += 1;
    work(() => {
      this.#working -= 1;
      const next = this.#waiting.shift();
      if (next !== undefined) this.#begin(next);
    });
  }
}
