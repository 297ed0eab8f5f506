import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { repository } from './compose';

/** An empty folder outside the repository. */
export function emptyFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'slipway-test-'));
}

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
}

export interface RunningModule {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves once the output holds the text; rejects when the process ends without it. */
  said(text: string): Promise<void>;
}

/** Runs module source in a Node of its own, as set-up runs: with `import`s relative to the repository. */
export function startModule(source: string, env: Readonly<Record<string, string>>): RunningModule {
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    cwd: repository,
    env: { ...process.env, CI: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const hear = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, output })),
  );
  const said = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (output.includes(text)) resolve();
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      child.once('close', () => reject(new Error(`"${text}" was never said: ${output}`)));
      look();
    });
  return { child, ended, said };
}

/** Runs module source to its end. */
export async function runModule(
  source: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  return await startModule(source, env).ended;
}
