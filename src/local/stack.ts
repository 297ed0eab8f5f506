import { mkdirSync } from 'node:fs';
import { startAwsSandbox, type AwsSandbox, type AwsSandboxOptions } from './aws-sandbox';
import type { Child } from './child';
import { stackEnvironment } from './environment';
import { startTemporal, type TemporalServer } from './temporal-server';
import { startWorker } from './worker-process';

/** The local stack: a real Temporal dev server, the sandbox with its load, and a worker. */
export interface Stack {
  readonly folder: string;
  readonly temporal: TemporalServer;
  readonly sandbox: AwsSandbox;
  readonly worker?: Child;
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves when a process of the stack ends without being asked to, with which and how. */
  readonly broken: Promise<string>;
  stop(): Promise<void>;
}

export interface StackOptions extends AwsSandboxOptions {
  readonly binary: string;
  readonly worker: boolean;
}

/** Starts all of it in order; what was started is stopped again if a later part fails. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  const started: Child[] = [];
  const stop = async (): Promise<void> => {
    for (const child of [...started].reverse()) await child.stop();
  };
  try {
    const kept = <Part extends Child>(part: Part): Part => {
      started.push(part);
      return part;
    };
    const starting = [
      startTemporal({ binary: options.binary, folder }).then(kept),
      startAwsSandbox(options).then(kept),
    ] as const;
    await Promise.allSettled(starting);
    const [temporal, sandbox] = await Promise.all(starting);
    const environment = stackEnvironment(temporal, sandbox);
    const worker = options.worker ? await startWorker({ folder, environment }) : undefined;
    if (worker) started.push(worker);
    const broken = Promise.race(
      started.map((child) => child.ended.then((how) => `${child.name} ${how}`)),
    );
    return { folder, temporal, sandbox, ...(worker && { worker }), environment, broken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
