import type { Program, Runner } from '../program';
import { remark } from '../remark';

export function resume(program: Program, runner: Runner): void {
  program
    .command('resume')
    .description('go on after a pause')
    .argument('[endpoint]', 'endpoint, or a full workflow id')
    .option('--reason <text>', 'why; kept in the dossier')
    .option('--as <name>', 'who says so; a claim that the dossier keeps')
    .action((endpoint, options, command) =>
      runner(command.optsWithGlobals(), (context) => remark(context, 'resume', endpoint, options)),
    );
}
