import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog } from '../event-log';
import { Load, type LoadSummary } from './load';
import { loadKey } from './load-key';

/** Requests under way are answered and counted within this time, ms, as clients that stop would let them. */
const lastAnswersMs = 400;

/** The clients of every endpoint of an account that has some. */
export class Loads {
  readonly #loads = new Map<string, Load>();

  constructor(
    private readonly account: string,
    /** Where the sandbox listens. */
    private readonly url: () => string,
    private readonly log: EventLog,
  ) {}

  /** Requests a second to an endpoint from now on; 0 stops them. */
  setRate(endpoint: string, rps: number): void {
    const load = this.#loads.get(endpoint) ?? this.#begin(endpoint);
    this.#loads.set(endpoint, load);
    load.setRate(rps);
  }

  rate(endpoint: string): number {
    return this.#loads.get(endpoint)?.rps ?? 0;
  }

  /** All rates that are not 0. */
  get rates(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      [...this.#loads].flatMap(([endpoint, { rps }]) => (rps > 0 ? [[endpoint, rps]] : [])),
    );
  }

  summary(endpoint: string, interval: { from?: number; to?: number }): LoadSummary {
    return this.#loads.get(endpoint)?.summary(interval) ?? { sent: 0, failed: 0, byVariant: {} };
  }

  /** Stops them all; resolves when their last requests have been answered and counted. */
  async end(): Promise<void> {
    const running = Object.keys(this.rates);
    for (const endpoint of running) this.setRate(endpoint, 0);
    if (running.length > 0) await delay(lastAnswersMs);
    for (const load of this.#loads.values()) load.kill();
  }

  #begin(endpoint: string): Load {
    const accessKeyId = loadKey(this.account);
    return new Load({ url: this.url(), endpoint, accessKeyId }, this.log);
  }
}
