import type { EventLog } from '../event-log';
import type { LogEvent } from '../log-line';
import { restoreParts, snapshotOf, type StateParts } from './state-part';
import { readState, stateBytes, stateRecords, writeState } from './state-file';

interface KeptState {
  readonly savedAt: number;
  /** The parts as bytes of their own, so that they are compared before they are written. */
  readonly parts: Uint8Array;
}

/** What changes by itself is on disk after this time at the latest, ms. */
const idleMs = 2_000;

/** Lines of the log that tell of a change which clients can see. */
const telling: ReadonlySet<LogEvent['kind']> = new Set([
  'endpoint',
  'deployment',
  'serving',
  'registry',
  'alarm',
]);

/**
 * Keeps the state in a file. Nothing that a client was told of may be lost when the sandbox is killed,
 * so the file is written before an answer leaves; see `keptDoor`.
 */
export class Keeper {
  #last: Buffer | undefined;
  #isDirty = false;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> | undefined;

  constructor(
    private readonly path: string,
    private readonly parts: StateParts,
    private readonly log: EventLog,
  ) {
    log.onWrite(({ kind }) => {
      if (telling.has(kind)) this.#isDirty = true;
    });
  }

  /** Brings back what the file keeps; false where there is none. Throws an Error for a file it cannot read. */
  restore(): boolean {
    const kept = readState(this.path) as KeptState | undefined;
    if (kept === undefined) return false;
    const records = stateRecords(kept.parts) as Readonly<Record<string, unknown>>;
    restoreParts(this.parts, records, kept.savedAt);
    return true;
  }

  /** Keeps everything from now on; a world that is still being seeded is not worth keeping. */
  start(): void {
    this.#timer = setInterval(() => this.save(), idleMs).unref();
    this.save();
  }

  /** Resolves when every change until now is in the file; calls that end together share one writing. */
  async saved(): Promise<void> {
    this.#saving ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        this.#saving = undefined;
        try {
          this.save();
          resolve();
        } catch (cause) {
          reject(cause instanceof Error ? cause : new Error(String(cause)));
        }
      });
    });
    await this.#saving;
  }

  /** Resolves when every change that clients can see is in the file. */
  async caughtUp(): Promise<void> {
    if (this.#isDirty || this.#saving !== undefined) await this.saved();
  }

  /** Writes the file if anything has changed, and the log with it; does nothing before `start`. */
  save(): void {
    if (this.#timer === undefined) return;
    this.#isDirty = false;
    this.log.flush();
    const bytes = stateBytes(snapshotOf(this.parts));
    if (this.#last?.equals(bytes) === true) return;
    const kept: KeptState = { savedAt: Date.now(), parts: bytes };
    writeState(this.path, stateBytes(kept));
    this.#last = bytes;
  }

  stop(): void {
    this.save();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
