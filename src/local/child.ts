import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { createWriteStream, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A process of the local stack; it ends when its stdin, a pipe of ours, closes. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Resolves when it has ended, with how. */
  readonly ended: Promise<string>;
  /** First line of stdout that `match` accepts; rejects when the process ends before. */
  line(match: (line: string) => boolean): Promise<string>;
  stop(): Promise<void>;
  /** SIGKILL, for tests of survival. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Folder for `<name>.log`. */
  readonly logs: string;
}

/** Starts a process whose output goes to its log file; nothing of it reaches the terminal. */
export function startChild({ name, command, args, env, logs }: ChildOptions): Child {
  mkdirSync(logs, { recursive: true });
  const fd = openSync(path.join(logs, `${name}.log`), 'a');
  const child = spawn(command, [...args], {
    // Its last words must be in the log when it has ended: through a pipe of ours they come later than its exit.
    stdio: ['pipe', 'pipe', fd],
    // Ctrl-C on the terminal reaches only us; we stop the children in order.
    detached: true,
    env: { ...process.env, ...env, SLIPWAY_TETHERED: '1' },
  }) as ChildProcessByStdio<Writable, Readable, null>;
  child.stdin.on('error', () => undefined);
  const log = createWriteStream('', { fd });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (text) => log.write(`${text}\n`));
  const ended = endOf(child, name);
  child.once('close', () => log.end());
  return {
    name,
    pid: child.pid ?? -1,
    ended,
    line: (match) =>
      new Promise((resolve, reject) => {
        lines.on('line', (text) => match(text) && resolve(text));
        void ended.then((how) =>
          reject(
            new Error(`${name} ${how} before it was ready; see ${path.join(logs, `${name}.log`)}`),
          ),
        );
      }),
    async stop() {
      child.stdin.end();
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 45_000);
      await ended;
      clearTimeout(hard);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function endOf(child: ChildProcess, name: string): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not start (${name}: ${error.message})`));
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
  });
}
