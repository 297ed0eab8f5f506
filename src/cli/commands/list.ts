import type { WorkflowExecutionInfo } from '@temporalio/client';
import { exitCodes } from '../../release/outcome';
import type { Context } from '../context';
import { count } from '../arguments';
import { plain } from '../output/plain';
import type { Program, Runner } from '../program';

interface ListFlags {
  readonly limit: number;
  readonly links?: true;
}

export function list(program: Program, runner: Runner): void {
  program
    .command('list')
    .description('releases of this namespace, running and past, newest first')
    .option('--limit <count>', 'how many', count, 20)
    .option('--links', 'print links that open saved views in the Temporal Web UI')
    .action((options, command) =>
      runner(command.optsWithGlobals(), (context) => show(context, options)),
    );
}

async function show(context: Context, { limit, links }: ListFlags): Promise<number> {
  const { terminal, flags, records } = context;
  if (links) return await showLinks(context);
  const { withSession } = await import('../temporal/session.js');
  const { listReleases } = await import('../temporal/find-release.js');
  const { columnsOf } = await import('../output/render-status.js');
  const runs = await withSession(terminal, flags.profile, (session) =>
    listReleases(session, 'WorkflowType="promoteModel"', limit),
  );
  const rows = runs.map(rowOf);
  for (const row of rows) records.write('release', row);
  if (flags.output === 'json') terminal.out(`${JSON.stringify(rows, undefined, 2)}\n`);
  if (flags.output !== 'text') return exitCodes.ok;
  if (rows.length === 0) {
    context.say('No releases yet. Next: slipway start');
    return exitCodes.ok;
  }
  const lines = columnsOf([
    ['ENDPOINT', 'CANDIDATE', 'STATE', 'STARTED', 'ENDED', 'RELEASE'],
    ...rows.map((row) => [
      row.endpoint,
      row.candidate,
      row.outcome ?? row.state,
      row.started,
      row.ended ?? '-',
      row.workflowId,
    ]),
  ]);
  terminal.out(`${lines.join('\n')}\n`);
  return exitCodes.ok;
}

async function showLinks({ terminal, flags, say }: Context): Promise<number> {
  const { savedViews } = await import('../saved-views.js');
  const { usage } = await import('../failure.js');
  const base = terminal.env.SLIPWAY_UI_URL ?? terminal.env.TEMPORAL_UI_URL;
  if (!base) throw usage('where is the Web UI?', 'Set SLIPWAY_UI_URL to its address.');
  const views = savedViews(base, terminal.env.TEMPORAL_NAMESPACE ?? 'default');
  if (flags.output === 'text') for (const { name, url } of views) terminal.out(`${name}: ${url}\n`);
  else terminal.out(`${JSON.stringify(views)}\n`);
  say('Opening a link keeps it as a saved view in that browser.');
  return exitCodes.ok;
}

/** Search attributes where the server has them, else the memo that the release keeps instead. */
function rowOf(run: WorkflowExecutionInfo) {
  const { workflowId, runId, memo = {}, startTime, closeTime, status } = run;
  const attributes = Object.fromEntries(
    run.typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value as unknown]),
  );
  const read = (name: string): string | undefined => {
    const value = attributes[name] ?? memo[name];
    return typeof value === 'string' ? plain(value) : undefined;
  };
  return {
    endpoint: read('ReleaseEndpoint') ?? workflowId.split('/').at(-1) ?? '',
    candidate: read('ReleaseModelPackage') ?? '-',
    state: status.name === 'RUNNING' ? (read('ReleaseState') ?? 'Running') : status.name,
    outcome: read('ReleaseOutcome'),
    started: startTime.toISOString(),
    ended: closeTime?.toISOString(),
    workflowId: plain(workflowId),
    runId,
  };
}
