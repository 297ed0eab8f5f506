import path from 'node:path';
import type { Program, Runner } from '../program';

const help = `
Flags after the verb go to the worker: --build-id ID (versioned, pinned), --health-port PORT, --health-host HOST,
--evidence DIRECTORY. Several workers may run side by side.`;

export function worker(program: Program, runner: Runner): void {
  program
    .command('worker')
    .description('run a worker in the foreground: it makes plans and carries releases out')
    .argument('[flags...]', 'passed on to the worker')
    .allowUnknownOption()
    .addHelpText('after', help)
    .action((_, __, command) =>
      runner(command.optsWithGlobals(), async ({ terminal }) => {
        const { runProcess } = await import('../run-process.js');
        return await runProcess(
          path.join(__dirname, '../../worker/main.js'),
          command.args,
          terminal,
        );
      }),
    );
}
