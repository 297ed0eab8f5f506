import { exitCodes } from '../../release/outcome';
import type { Program, Runner } from '../program';
import { packageVersion } from '../version';

export function version(program: Program, runner: Runner): void {
  program
    .command('version')
    .description('print the version')
    .action((_, command) =>
      runner(command.optsWithGlobals(), ({ terminal, flags }) => {
        const versions = { slipway: packageVersion(), node: process.versions.node };
        const text = `slipway ${versions.slipway} (node ${versions.node})`;
        terminal.out(`${flags.output === 'text' ? text : JSON.stringify(versions)}\n`);
        return exitCodes.ok;
      }),
    );
}
