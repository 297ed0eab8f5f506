import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Artifact } from './behaviour';
import type { ModelMessage, ModelStart } from './model-process';

export interface Usage {
  /** CPU time since start, µs. */
  readonly cpu: number;
  /** Resident memory, bytes. */
  readonly memory: number;
  /** When it was measured, ms. */
  readonly at: number;
}

/** Where a container's server listens, on this machine. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What serves an instance: a model process of the sandbox, or a server of the user's own. */
export interface Container {
  /** Undefined for a server that is not ours. */
  readonly pid: number | undefined;
  /** Rejects when the process ends before it listens. */
  readonly address: Promise<Address>;
  /** Resolves with a sentence when the process has ended, for whatever reason. */
  readonly ended: Promise<string>;
  readonly usage: () => Usage | undefined;
  readonly kill: () => void;
}

/** Starts what an artifact names; one that cannot be read starts and dies. */
export function startContainer(artifact: Artifact | undefined): Container {
  return artifact?.url === undefined ? startProcess(artifact) : ownServer(new URL(artifact.url));
}

/** The user starts and ends it; the sandbox only asks it. */
function ownServer({ hostname: host, port }: URL): Container {
  return {
    pid: undefined,
    address: Promise.resolve({ host, port: Number(port) }),
    ended: new Promise(() => {}),
    usage: () => undefined,
    kill: () => {},
  };
}

/** A model process ends by itself when this process is gone. */
function startProcess(artifact: Artifact | undefined): Container {
  const child = fork(join(__dirname, 'model-process.js'), [], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: ['--max-old-space-size=64'],
  });
  let usage: Usage | undefined;
  const ended = endOf(child);
  const address = new Promise<Address>((resolve, reject) => {
    child.on('message', (message: ModelMessage) => {
      if (message.kind === 'listening') resolve({ host: '127.0.0.1', port: message.port });
      else usage = { cpu: message.cpu, memory: message.memory, at: Date.now() };
    });
    void ended.then((how) => reject(new Error(how)));
  });
  // Whoever waits for the address learns of it; nobody else has to.
  address.catch(() => {});
  const start: ModelStart = artifact === undefined ? {} : { behaviour: artifact.behaviour };
  child.send(start, () => {});
  return {
    pid: child.pid,
    address,
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
