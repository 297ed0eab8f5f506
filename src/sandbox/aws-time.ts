import { setTimeout as delay } from 'node:timers/promises';

/** AWS's own waiting, in seconds on AWS; measured metrics are never scaled. */
export const awsSeconds = {
  provisioning: 240,
  weightChange: 20,
  fleetRemoval: 30,
  instanceRestart: 10,
} as const;

/**
 * Waits as AWS would, `scale` times faster. A process that starts, a request or a metric period takes
 * the time it takes: only what AWS itself spends is shortened.
 */
export class AwsTime {
  readonly #stopped = new AbortController();
  #isSkipping = false;

  constructor(readonly scale: number) {
    if (!(scale > 0)) throw new RangeError(`The clock is ${scale}; it must be above 0.`);
  }

  /** Resolves after `seconds` of AWS's time; rejects when the sandbox stops. */
  async wait(seconds: number): Promise<void> {
    const ms = this.#isSkipping ? 0 : (seconds * 1000) / this.scale;
    await delay(ms, undefined, { signal: this.#stopped.signal });
  }

  /** Skips AWS's waiting while `run` lasts: a seeded world has been there before the sandbox. */
  async skipping<Result>(run: () => Promise<Result>): Promise<Result> {
    this.#isSkipping = true;
    try {
      return await run();
    } finally {
      this.#isSkipping = false;
    }
  }

  get isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  stop(): void {
    this.#stopped.abort();
  }
}
