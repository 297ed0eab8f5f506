import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox, type RunningSandbox } from '../running-sandbox';

/** One world that outlives its sandboxes. */
export interface KeptWorld {
  readonly stateFile: string;
  readonly logFile: string;
  /** The sandbox that runs now. */
  readonly sandbox: () => RunningSandbox;
  /** Kills it with -9 and starts the next one on the same ports and file. */
  readonly killAndRestart: (...args: readonly string[]) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Starts a sandbox whose state is in a file. */
export async function startKept(...args: readonly string[]): Promise<KeptWorld> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-state-'));
  const stateFile = path.join(folder, 'state');
  const logFile = path.join(folder, 'log.jsonl');
  const kept = ['--state', stateFile, '--log', logFile];
  let sandbox = await startSandbox(...kept, ...args);
  return {
    stateFile,
    logFile,
    sandbox: () => sandbox,
    killAndRestart: async (...again) => {
      const { process, endpointUrl, controlUrl } = sandbox;
      const ended = once(process, 'exit');
      process.kill('SIGKILL');
      await ended;
      await sandbox.stop();
      const ports = ['--port', new URL(endpointUrl).port];
      const control = ['--control-port', new URL(controlUrl).port];
      sandbox = await startSandbox(...kept, ...ports, ...control, ...args, ...again);
    },
    end: async () => {
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
