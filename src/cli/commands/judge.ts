import type { Program, Runner } from '../program';

export function judge(program: Program, runner: Runner): void {
  const group = program
    .command('judge')
    .description('work with the evidence of verdicts, without any network');
  group
    .command('replay')
    .description('judge the readings of an evidence file again; exit 0 if every byte is the same')
    .argument('<file>', 'evidence file of a verdict')
    .action((file, _, command) =>
      runner(command.optsWithGlobals(), async (context) => {
        const { replay } = await import('../judge/replay.js');
        return await replay(context, file);
      }),
    );
  group
    .command('explain')
    .description('say in plain sentences what was tested, what was seen and why it was decided so')
    .argument('<file>', 'evidence file of a verdict')
    .action((file, _, command) =>
      runner(command.optsWithGlobals(), async (context) => {
        const { explain } = await import('../judge/explain.js');
        return await explain(context, file);
      }),
    );
  group
    .command('what-if')
    .description('judge past releases again by the checks of another spec')
    .argument('<directory>', 'evidence directory, or a part of it')
    .requiredOption('--policy <file>', 'spec with the other checks')
    .action((directory, { policy }, command) =>
      runner(command.optsWithGlobals(), async (context) => {
        const { whatIf } = await import('../judge/what-if.js');
        return await whatIf(context, policy, directory);
      }),
    );
}
