import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Behaviour } from './behaviour';
import type { ModelMessage, ModelStart } from './model-process';

export interface Usage {
  /** CPU time since start, µs. */
  readonly cpu: number;
  /** Resident memory, bytes. */
  readonly memory: number;
  /** When it was measured, ms. */
  readonly at: number;
}

/** One model process of the sandbox: it listens on a free port of 127.0.0.1. */
export interface Container {
  readonly pid: number | undefined;
  /** Rejects when the process ends before it listens. */
  readonly port: Promise<number>;
  /** Resolves with a sentence when the process has ended, for whatever reason. */
  readonly ended: Promise<string>;
  readonly usage: () => Usage | undefined;
  readonly kill: () => void;
}

/** Starts a model process; it ends by itself when this process is gone. */
export function startContainer(behaviour: Behaviour | undefined): Container {
  const child = fork(join(__dirname, 'model-process.js'), [], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: ['--max-old-space-size=64'],
  });
  let usage: Usage | undefined;
  const ended = endOf(child);
  const port = new Promise<number>((resolve, reject) => {
    child.on('message', (message: ModelMessage) => {
      if (message.kind === 'listening') resolve(message.port);
      else usage = { cpu: message.cpu, memory: message.memory, at: Date.now() };
    });
    void ended.then((how) => reject(new Error(how)));
  });
  // Whoever waits for the port learns of it; nobody else has to.
  port.catch(() => {});
  const start: ModelStart = behaviour === undefined ? {} : { behaviour };
  child.send(start, () => {});
  return {
    pid: child.pid,
    port,
    ended,
    usage: () => usage,
    kill: () => void child.kill('SIGKILL'),
  };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`the model process did not start: ${error.message}`));
    child.once('exit', (code, signal) => {
      resolve(`the model process ended with ${signal ?? `exit code ${code}`}`);
    });
  });
}
