import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';

/** AWS's own waiting, in seconds on AWS; measured metrics are never scaled. */
export const awsSeconds = {
  provisioning: 240,
  weightChange: 20,
  trafficActivation: 10,
  fleetRemoval: 30,
  instanceRestart: 10,
} as const;

/**
 * Waits as AWS would, `scale` times faster. A process that starts, a request or a metric period takes
 * the time it takes: only what AWS itself spends is shortened.
 */
export class AwsTime {
  readonly #stopped = new AbortController();
  readonly #skipped = new AsyncLocalStorage<{ isOver: boolean }>();

  constructor(readonly scale: number) {
    if (!(scale > 0)) throw new RangeError(`The clock is ${scale}; it must be above 0.`);
  }

  /** Resolves after `seconds` of AWS's time; rejects when the sandbox stops. */
  async wait(seconds: number): Promise<void> {
    const isSkipped = this.#skipped.getStore()?.isOver === false;
    const ms = isSkipped ? 0 : (seconds * 1000) / this.scale;
    await delay(ms, undefined, { signal: this.#stopped.signal });
  }

  /** Resolves after `seconds` as they are: what a user has AWS wait for, like a bake, is not shortened. */
  async pass(seconds: number): Promise<void> {
    await delay(seconds * 1000, undefined, { signal: this.#stopped.signal });
  }

  /** Skips AWS's waiting in what `run` does, and in nothing beside it: a seeded world has been there before the sandbox. */
  async skipping<Result>(run: () => Promise<Result>): Promise<Result> {
    const seeding = { isOver: false };
    try {
      return await this.#skipped.run(seeding, run);
    } finally {
      seeding.isOver = true;
    }
  }

  get isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  stop(): void {
    this.#stopped.abort();
  }
}
