import { JsonLines } from './json-lines';
import type { LogEvent } from './log-line';

/** The append-only JSONL record of everything the sandbox did; what tests and the demo judge from. */
export class EventLog {
  readonly #lines: JsonLines;
  readonly #listeners: ((event: LogEvent, at: number) => void)[] = [];

  constructor(path: string) {
    this.#lines = new JsonLines(path);
  }

  get path(): string {
    return this.#lines.path;
  }

  write(event: LogEvent, at = Date.now()): void {
    if (!this.#lines.isOpen) return;
    this.#lines.write({ at: new Date(at).toISOString(), ...event });
    for (const listener of this.#listeners) listener(event, at);
  }

  /** Tells everything that is written from now on, and when it happened, ms. */
  onWrite(listener: (event: LogEvent, at: number) => void): void {
    this.#listeners.push(listener);
  }

  flush(): void {
    this.#lines.flush();
  }

  close(): void {
    this.#lines.close();
  }
}
