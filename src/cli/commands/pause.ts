import type { Program, Runner } from '../program';
import { remark } from '../remark';

export function pause(program: Program, runner: Runner): void {
  program
    .command('pause')
    .description(
      'hold after the current change; watching goes on and may still take production back',
    )
    .argument('[endpoint]', 'endpoint, or a full workflow id')
    .option('--reason <text>', 'why; kept in the dossier')
    .option('--as <name>', 'who says so; a claim that the dossier keeps')
    .action((endpoint, options, command) =>
      runner(command.optsWithGlobals(), (context) => remark(context, 'pause', endpoint, options)),
    );
}
