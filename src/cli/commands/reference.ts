import { exitCodes } from '../../release/outcome';
import type { Program, Runner } from '../program';

/** Hidden: writes docs/cli.md, which a test compares. */
export function reference(program: Program, runner: Runner): void {
  program
    .command('reference', { hidden: true })
    .description('print the reference of all verbs as Markdown')
    .action((_, command) =>
      runner(command.optsWithGlobals(), async ({ terminal }) => {
        const { referenceOf } = await import('../reference.js');
        terminal.out(referenceOf(program));
        return exitCodes.ok;
      }),
    );
}
