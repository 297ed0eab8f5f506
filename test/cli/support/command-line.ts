import path from 'node:path';
import { run } from '../../../src/cli/run';

export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: string;
  readonly isTty?: boolean;
  readonly interrupted?: AbortSignal;
}

export const examples = path.join(__dirname, '../../../examples');

/** Runs one command line in this process, as `main.ts` does, with nothing of this machine's surroundings. */
export async function slipway(argv: readonly string[], around: Surroundings = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const exit = await run(argv, {
    env: { TEMPORAL_CONFIG_FILE: path.join(__dirname, 'none.toml'), ...around.env },
    cwd: around.cwd ?? examples,
    isTty: around.isTty ?? false,
    columns: 120,
    async *stdin() {
      yield await Promise.resolve(around.stdin ?? '');
    },
    out: (text) => (out += text),
    err: (text) => (err += text),
    interrupted: around.interrupted ?? new AbortController().signal,
  });
  return { exit, out, err };
}
