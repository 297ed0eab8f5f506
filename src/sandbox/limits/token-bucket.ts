/** Lets so many through a second, and as many at once; a refused one takes nothing. */
export class TokenBucket {
  #tokens: number;
  #at: number;

  /** `rate` a second; `now` in ms. */
  constructor(
    private readonly rate: number,
    now: number,
  ) {
    this.#tokens = rate;
    this.#at = now;
  }

  /** Takes one, if there is one at `now` (ms). */
  take(now: number): boolean {
    const refilled = this.#tokens + (Math.max(now - this.#at, 0) / 1000) * this.rate;
    this.#tokens = Math.min(refilled, this.rate);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
