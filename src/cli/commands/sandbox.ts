import { InvalidArgumentError } from '@commander-js/extra-typings';
import type { Program, Runner } from '../program';

const help = `
Everything binds to 127.0.0.1 and ends with this command, even if it is killed. Any AWS SDK in any language can use the
local AWS with the variables of --env-file; an operation it does not serve answers AWS's UnknownOperation.`;

export function sandbox(program: Program, runner: Runner): void {
  program
    .command('sandbox')
    .description(
      'run Temporal, the local AWS, a worker and traffic on this machine, in the foreground',
    )
    .option('--env-file <path>', 'write KEY=value lines there when all is ready')
    .option('--no-worker', 'start no worker: run your own')
    .option(
      '--clock <factor>',
      "how many times shorter AWS's own waiting is; metrics are not",
      positive,
      60,
    )
    .option(
      '--load <rps>',
      'requests per second on the endpoint fraud-scorer; 0: none',
      notNegative,
      50,
    )
    .addHelpText('after', help)
    .action((options, command) =>
      runner(command.optsWithGlobals(), async (context) => {
        const { runSandbox } = await import('../run-sandbox.js');
        const { envFile, worker, clock, load } = options;
        return await runSandbox(context, { worker, clock, load, ...(envFile && { envFile }) });
      }),
    );
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError(`Use a number above 0.`);
}

function notNegative(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError(`Use a number from 0.`);
}
