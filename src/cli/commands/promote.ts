import type { Program, Runner } from '../program';
import { remark } from '../remark';

export function promote(program: Program, runner: Runner): void {
  program
    .command('promote')
    .description(
      'end the waiting of this bake: its verdict is computed now, never skipped (begin a release with start)',
    )
    .argument('[endpoint]', 'endpoint, or a full workflow id')
    .option('--reason <text>', 'why; kept in the dossier')
    .option('--as <name>', 'who says so; a claim that the dossier keeps')
    .action((endpoint, options, command) =>
      runner(command.optsWithGlobals(), (context) => remark(context, 'promote', endpoint, options)),
    );
}
