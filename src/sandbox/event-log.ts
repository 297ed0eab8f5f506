import { JsonLines } from './json-lines';
import type { LogEvent } from './log-line';

/** Hears what is written, and when it happened, ms. */
export type LogListener = (event: LogEvent, at: number) => void;

/** The append-only JSONL record of everything the sandbox did; what tests and the demo judge from. */
export interface EventLog {
  readonly path: string;
  /** `at`: when it happened, ms; now when absent. */
  readonly write: (event: LogEvent, at?: number) => void;
  /** Tells everything that is written from now on. */
  readonly onWrite: (listener: LogListener) => void;
  readonly flush: () => void;
}

/** The log in its file. */
export class LogFile implements EventLog {
  readonly #lines: JsonLines;
  readonly #listeners: LogListener[] = [];

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

  onWrite(listener: LogListener): void {
    this.#listeners.push(listener);
  }

  flush(): void {
    this.#lines.flush();
  }

  close(): void {
    this.#lines.close();
  }
}
