import path from 'node:path';
import { writeEnvironment } from '../local/environment';
import { startStack, type Stack } from '../local/stack';
import { exitCodes } from '../release/outcome';
import type { Context } from './context';
import { unexpected } from './failure';
import { inForeground } from './foreground';
import { findTemporalServer } from './temporal-server';

export interface SandboxFlags {
  readonly envFile?: string;
  readonly worker: boolean;
  readonly clock: number;
  readonly load: number;
}

/** Runs the local stack in the foreground until Ctrl-C or SIGTERM; nothing of it outlives this process. */
export async function runSandbox(context: Context, flags: SandboxFlags): Promise<number> {
  const { terminal } = context;
  const binary = findTemporalServer(terminal.env);
  if (!binary) throw unexpected('no Temporal server is set up', 'Run `npm run setup`.');
  const folder = path.resolve(terminal.cwd, '.slipway', `sandbox-${process.pid}`);
  context.say(
    'SANDBOX: starting a Temporal dev server, the local AWS with its load, and a worker …',
  );
  const { clock, load, worker } = flags;
  const foreground = inForeground();
  const stack = await startStack({ binary, folder, clock, load, worker });
  try {
    if (flags.envFile)
      await writeEnvironment(path.resolve(terminal.cwd, flags.envFile), stack.environment);
    context.say(welcome(stack, flags));
    const broken = await Promise.race([stack.broken, foreground.stopped.then(() => undefined)]);
    if (broken === undefined) return exitCodes.ok;
    throw unexpected(`the local stack broke: ${broken}`, `Its logs are in ${folder}.`);
  } finally {
    await stack.stop();
    foreground.release();
  }
}

function welcome(
  { temporal, sandbox, environment, folder }: Stack,
  { envFile, clock, load }: SandboxFlags,
): string {
  const use = envFile
    ? `  Environment      ${envFile}   (set -a; . ${envFile}; set +a)`
    : Object.entries(environment)
        .map(([key, value]) => `  export ${key}=${value}`)
        .join('\n');
  return [
    `SANDBOX ready. Endpoint fraud-scorer serves fraud/1 at ${load} requests/s; AWS's own waiting is ${clock} times shorter.`,
    `  Temporal Web UI  ${temporal.uiUrl}/namespaces/default/workflows`,
    `  Sandbox page     ${sandbox.controlUrl}`,
    use,
    `  Logs             ${folder}`,
    'Ctrl-C ends it, and everything it started.',
  ].join('\n');
}
