import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { LogEvent } from './log-line';

/** Lines are held this long at most, ms: a killed sandbox loses no more than that. */
const flushMs = 100;

/** The append-only JSONL record of everything the sandbox did; what tests and the demo judge from. */
export class EventLog {
  readonly path: string;
  readonly #file: number;
  readonly #timer: NodeJS.Timeout;
  readonly #listeners: ((event: LogEvent, at: number) => void)[] = [];
  #lines: string[] = [];
  #isOpen = true;

  constructor(path: string) {
    this.path = resolve(path);
    mkdirSync(dirname(this.path), { recursive: true });
    this.#file = openSync(this.path, 'a');
    this.#timer = setInterval(() => this.flush(), flushMs).unref();
    process.once('exit', this.#close);
  }

  write(event: LogEvent, at = Date.now()): void {
    if (!this.#isOpen) return;
    this.#lines.push(`${JSON.stringify({ at: new Date(at).toISOString(), ...event })}\n`);
    for (const listener of this.#listeners) listener(event, at);
  }

  /** Tells everything that is written from now on, and when it happened, ms. */
  onWrite(listener: (event: LogEvent, at: number) => void): void {
    this.#listeners.push(listener);
  }

  flush(): void {
    if (this.#lines.length === 0) return;
    const bytes = Buffer.from(this.#lines.join(''));
    this.#lines = [];
    // A short write would tear a line; the rest is written before anything else can be.
    for (let done = 0; done < bytes.length;) done += writeSync(this.#file, bytes, done);
  }

  close(): void {
    process.removeListener('exit', this.#close);
    this.#close();
  }

  readonly #close = (): void => {
    if (!this.#isOpen) return;
    clearInterval(this.#timer);
    this.flush();
    this.#isOpen = false;
    closeSync(this.#file);
  };
}
