import type { EventLog } from '../event-log';
import type { CallLine, LogEvent } from '../log-line';
import { TrafficWindow, type TrafficSeries } from './traffic-window';

/** What the clients of an endpoint saw in one second. */
interface Answers {
  readonly at: number;
  sent: number;
  failed: number;
}

export type RecentCall = CallLine & { readonly at: number };

const callsKept = 30;
const answersKeptMs = 70_000;
const readsOnly = /^(?:BatchGet|Describe|Get|Head|List)/;

/** What the page shows beyond the state of the moment; all of it read off the log as it is written. */
export class Recent {
  readonly #traffic = new Map<string, TrafficWindow>();
  readonly #servingSince = new Map<string, number>();
  readonly #answers = new Map<string, Answers[]>();
  #calls: readonly RecentCall[] = [];
  #changes: readonly RecentCall[] = [];

  constructor(log: EventLog) {
    log.onWrite((event, at) => this.#take(event, at));
  }

  /** The last calls, newest first; `changes` leaves out those that only read. */
  get calls(): { readonly all: readonly RecentCall[]; readonly changes: readonly RecentCall[] } {
    return { all: this.#calls, changes: this.#changes };
  }

  traffic(endpoint: string, now: number): readonly TrafficSeries[] {
    return this.#traffic.get(endpoint)?.series(now) ?? [];
  }

  /** Since when the weights in force are in force, ms. */
  servingSince(endpoint: string): number {
    return this.#servingSince.get(endpoint) ?? 0;
  }

  /** Answers to the load since a time, ms, as its clients count them. */
  answersSince(endpoint: string, from: number): { readonly sent: number; readonly failed: number } {
    const counted = (this.#answers.get(endpoint) ?? []).filter(({ at }) => at >= from);
    return {
      sent: counted.reduce((sum, { sent }) => sum + sent, 0),
      failed: counted.reduce((sum, { failed }) => sum + failed, 0),
    };
  }

  #take(event: LogEvent, at: number): void {
    if (event.kind === 'request') {
      const window = this.#traffic.get(event.endpoint) ?? new TrafficWindow();
      this.#traffic.set(event.endpoint, window);
      window.record(event, at);
    } else if (event.kind === 'serving') this.#servingSince.set(event.endpoint, at);
    else if (event.kind === 'load') this.#answered(event.endpoint, event.status === 200, at);
    else if (event.kind === 'call') this.#called({ ...event, at });
  }

  #answered(endpoint: string, isGood: boolean, now: number): void {
    const at = now - (now % 1000);
    const answers = this.#answers.get(endpoint) ?? [];
    let last = answers.at(-1);
    if (last?.at !== at) {
      last = { at, sent: 0, failed: 0 };
      const kept = answers.filter((one) => one.at > now - answersKeptMs);
      this.#answers.set(endpoint, [...kept, last]);
    }
    last.sent += 1;
    if (!isGood) last.failed += 1;
  }

  #called(call: RecentCall): void {
    this.#calls = [call, ...this.#calls].slice(0, callsKept);
    if (readsOnly.test(call.operation)) return;
    this.#changes = [call, ...this.#changes].slice(0, callsKept);
  }
}
