import { decision } from '../decision';
import type { Program, Runner } from '../program';

export function reject(program: Program, runner: Runner): void {
  program
    .command('reject')
    .description('say no at the open gate: the release ends, production goes back')
    .argument('[endpoint]', 'endpoint, or a full workflow id')
    .requiredOption('--reason <text>', 'why; kept in the dossier')
    .option('--gate <name>', 'refuse unless this gate is the open one')
    .option('--as <name>', 'who decides; a claim that the dossier keeps beside the connection')
    .action((endpoint, options, command) =>
      runner(command.optsWithGlobals(), (context) =>
        decision(context, 'reject', endpoint, options),
      ),
    );
}
