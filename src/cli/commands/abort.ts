import type { Program, Runner } from '../program';
import { remark } from '../remark';

export function abort(program: Program, runner: Runner): void {
  program
    .command('abort')
    .description('stop a running release and take production back to the stable version')
    .argument('[endpoint]', 'endpoint, or a full workflow id')
    .requiredOption('--reason <text>', 'why; kept in the dossier')
    .option('--as <name>', 'who says so; a claim that the dossier keeps')
    .action((endpoint, options, command) =>
      runner(command.optsWithGlobals(), (context) => remark(context, 'abort', endpoint, options)),
    );
}
