import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Lines are held this long at most, ms: a killed sandbox loses no more than that. */
const flushMs = 100;

/** An append-only file of JSON lines. */
export class JsonLines {
  readonly path: string;
  readonly #file: number;
  readonly #timer: NodeJS.Timeout;
  #lines: string[] = [];
  #isOpen = true;

  constructor(path: string) {
    this.path = resolve(path);
    mkdirSync(dirname(this.path), { recursive: true });
    dropTornLine(this.path);
    this.#file = openSync(this.path, 'a');
    this.#timer = setInterval(() => this.flush(), flushMs).unref();
    process.once('exit', this.#close);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  write(line: object): void {
    if (this.#isOpen) this.#lines.push(`${JSON.stringify(line)}\n`);
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

/** No line is longer than this, bytes. */
const longestLine = 1 << 24;

/** A process that was killed as it wrote may have left a part of a line. */
function dropTornLine(path: string): void {
  // Devices and pipes have no lines to look at.
  if (!existsSync(path) || !statSync(path).isFile()) return;
  const { size } = statSync(path);
  const tail = Buffer.alloc(Math.min(size, longestLine));
  const file = openSync(path, 'r+');
  readSync(file, tail, 0, tail.length, size - tail.length);
  const torn = tail.length - (tail.lastIndexOf('\n') + 1);
  if (torn > 0) ftruncateSync(file, size - torn);
  closeSync(file);
}
