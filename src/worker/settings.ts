import { parseArgs } from 'node:util';

/** How a worker process was started. */
export interface WorkerSettings {
  /** With one the worker runs versioned and PINNED, without one unversioned. */
  readonly buildId?: string;
  /** 0: any free port; undefined: no health endpoint. */
  readonly healthPort?: number;
  readonly healthHost: string;
  readonly evidence: string;
  readonly uiUrl?: string;
}

/** Reads flags and environment; throws with what is wrong and what to do. */
export function readSettings(argv: readonly string[], env: NodeJS.ProcessEnv): WorkerSettings {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      'build-id': { type: 'string' },
      'health-port': { type: 'string' },
      'health-host': { type: 'string' },
      evidence: { type: 'string' },
    },
  });
  return {
    ...(values['build-id'] && { buildId: values['build-id'] }),
    ...(values['health-port'] && { healthPort: readPort(values['health-port']) }),
    healthHost: values['health-host'] ?? '127.0.0.1',
    evidence: values.evidence ?? env.SLIPWAY_EVIDENCE ?? '.slipway/evidence',
    ...(env.SLIPWAY_UI_URL && { uiUrl: env.SLIPWAY_UI_URL }),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new RangeError(`--health-port ${text} is not a port. Use a number from 0 to 65535`);
}
