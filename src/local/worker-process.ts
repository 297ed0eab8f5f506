import path from 'node:path';
import { entry } from './entry';
import { startChild, type Child } from './child';

export interface WorkerProcessOptions {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly buildId?: string;
  readonly name?: string;
  readonly healthPort?: number;
}

/** Starts a Slipway worker as its own process and waits until it polls. */
export async function startWorker(options: WorkerProcessOptions): Promise<Child> {
  const { folder, environment, buildId, name = 'worker', healthPort } = options;
  const child = startChild({
    name,
    command: process.execPath,
    args: [
      entry('worker/main.js'),
      ...['--evidence', path.join(folder, 'evidence')],
      ...(buildId ? ['--build-id', buildId] : []),
      ...(healthPort === undefined ? [] : ['--health-port', `${healthPort}`]),
    ],
    env: environment,
    logs: folder,
  });
  await child.line((line) => line.includes('"worker ready"'));
  return child;
}
