import { exitCodes } from '../../release/outcome';
import type { ReleaseStatus } from '../../release/status';
import { oneOf, seconds } from '../arguments';
import { uiUrl, type Context } from '../context';
import { jsonText, plain, plainDeep } from '../output/plain';
import type { Program, Runner } from '../program';

interface StatusFlags {
  readonly watch?: true;
  readonly until?: 'approval' | 'done';
  readonly timeout?: number;
}

export function status(program: Program, runner: Runner): void {
  program
    .command('status')
    .description('show a release; with --watch until it is over, exiting by its outcome')
    .argument('[endpoint]', 'endpoint, or a full workflow id')
    .option('--watch', 'keep watching; Ctrl-C detaches and stops nothing')
    .option(
      '--until <point>',
      'watch until `approval` (a gate is open) or `done`',
      oneOf('approval', 'done'),
    )
    .option('--timeout <duration>', 'stop watching after 30m, 2h …; the release goes on', seconds)
    .action((endpoint, options, command) =>
      runner(command.optsWithGlobals(), (context) => show(context, endpoint, options)),
    );
}

async function show(
  context: Context,
  argument: string | undefined,
  { watch, until, timeout }: StatusFlags,
): Promise<number> {
  const { terminal, flags } = context;
  const { endpointOf } = await import('../load-spec.js');
  const { withSession } = await import('../temporal/session.js');
  const { findRelease } = await import('../temporal/find-release.js');
  const { follow } = await import('../follow.js');
  const { lookAt } = await import('../temporal/look.js');
  const endpoint = await endpointOf(terminal, argument, flags.file);
  return await withSession(terminal, flags.profile, async (session) => {
    const release = await findRelease(session, endpoint);
    if (watch || until || timeout !== undefined)
      return await follow(context, session, release, {
        until: until ?? 'done',
        ...(timeout !== undefined && { timeoutSeconds: timeout }),
      });
    const { status: found, ended, sentence } = await lookAt(session, release);
    if (found) await print(context, found, uiUrl(terminal, session.namespace, release));
    // Its own last word may be out of date: a run that was ended from outside could not say so.
    if (sentence) context.say(plain(sentence));
    return ended === 'failed' || ended === 'stopped' ? exitCodes.needsHuman : exitCodes.ok;
  });
}

async function print(
  { terminal, flags, style, records }: Context,
  found: ReleaseStatus,
  url: string | undefined,
): Promise<void> {
  const { renderStatus } = await import('../output/render-status.js');
  records.write('status', found);
  if (flags.output === 'json') terminal.out(`${jsonText(found, 2)}\n`);
  if (flags.output !== 'text') return;
  const view = { style, now: Date.now(), columns: terminal.columns, uiUrl: url };
  terminal.out(`${renderStatus(plainDeep(found), view)}\n`);
}
