import path from 'node:path';
import { entry } from './entry';
import { startChild, type Child } from './child';

/** A running sandbox: where its AWS wire, its control port and its log are. */
export interface AwsSandbox extends Child {
  readonly endpointUrl: string;
  readonly controlUrl: string;
  readonly log: string;
}

export interface AwsSandboxOptions {
  readonly folder: string;
  /** Divides AWS's own waiting (provisioning, weight changes), never the metrics. */
  readonly clock: number;
  /** Requests per second of the load on the seeded endpoint; 0: none. */
  readonly load: number;
  readonly metricDelay?: number;
  /** File in the folder that keeps its state over restarts; without it a restart is a new world. */
  readonly state?: string;
  /** Free ports where they are not given. */
  readonly port?: number;
  readonly controlPort?: number;
  /** File of the IAM policy that callers have; they may do everything when absent. */
  readonly iam?: string;
}

/** Starts the sandbox with its seeded world and its load. */
export async function startAwsSandbox(options: AwsSandboxOptions): Promise<AwsSandbox> {
  const { folder, clock, load, state, port = 0, controlPort = 0, metricDelay, iam } = options;
  const child = startChild({
    name: 'sandbox',
    command: process.execPath,
    args: [
      entry('sandbox/main.js'),
      ...['--clock', `${clock}`, '--load', `${load}`],
      ...['--log', path.join(folder, 'sandbox.jsonl')],
      ...(state === undefined ? [] : ['--state', path.join(folder, state)]),
      ...['--port', `${port}`, '--control-port', `${controlPort}`],
      ...(metricDelay === undefined ? [] : ['--metric-delay', `${metricDelay}`]),
      ...(iam === undefined ? [] : ['--iam', iam]),
    ],
    logs: folder,
  });
  const ready = await child.line((line) => line.startsWith('{') && line.includes('endpointUrl'));
  const { endpointUrl, controlUrl, log } = JSON.parse(ready) as Record<string, string>;
  if (!endpointUrl || !controlUrl || !log) throw new Error(`the sandbox said ${ready}`);
  return { ...child, endpointUrl, controlUrl, log };
}
