import type { EventLog } from '../event-log';
import { Load, type LoadSummary } from './load';

/** The clients of every endpoint that has some. */
export class Loads {
  readonly #loads = new Map<string, Load>();

  constructor(
    private readonly url: string,
    private readonly log: EventLog,
  ) {}

  /** Requests a second to an endpoint from now on; 0 stops them. */
  setRate(endpoint: string, rps: number): void {
    const load = this.#loads.get(endpoint) ?? new Load({ url: this.url, endpoint }, this.log);
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

  stop(): void {
    for (const endpoint of Object.keys(this.rates)) this.setRate(endpoint, 0);
  }

  kill(): void {
    for (const load of this.#loads.values()) load.kill();
  }
}
