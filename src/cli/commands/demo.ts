import type { Program, Runner } from '../program';

const help = `
Sets up nothing: \`npm run demo\` does that first. Ends within 4 minutes, and exits 0 only if the good release was
promoted and the bad one taken back. Figures are written to .slipway/demo.json.`;

export function demo(program: Program, runner: Runner): void {
  program
    .command('demo')
    .description('play a good and a bad release on this machine, without an AWS account')
    .option('--keep', 'leave everything running to explore, until Ctrl-C')
    .addHelpText('after', help)
    .action((options, command) =>
      runner(command.optsWithGlobals(), async (context) => {
        const { playDemo } = await import('../demo/play-demo.js');
        return await playDemo(context, { keep: options.keep ?? false });
      }),
    );
}
