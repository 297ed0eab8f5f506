import { exitCodes } from '../../release/outcome';
import type { ReleasePlan } from '../../release/plan';
import type { ReleaseSpec } from '../../release/spec';
import { uiUrl, type Context } from '../context';
import { oneOf, seconds } from '../arguments';
import { jsonText, plainDeep } from '../output/plain';
import type { Program, Runner } from '../program';
import { readSpecFile } from '../spec-file';
import type { Session } from '../temporal/session';
import type { StartedRelease } from '../temporal/start-release';

interface StartFlags {
  readonly wait?: true;
  readonly detach?: true;
  readonly until?: 'approval' | 'done';
  readonly timeout?: number;
  readonly message?: string;
  readonly plan?: string;
  readonly as?: string;
}

export function start(program: Program, runner: Runner): void {
  program
    .command('start')
    .description('begin a release; a second start of the same plan joins the running one')
    .option('--wait', 'watch the release and exit by its outcome')
    .option('--detach', 'return once it runs (default)')
    .option(
      '--until <point>',
      'wait until `approval` (a gate is open) or `done`',
      oneOf('approval', 'done'),
    )
    .option('--timeout <duration>', 'stop waiting after 30m, 2h …; the release goes on', seconds)
    .option('--message <text>', 'why: a commit, a change number')
    .option(
      '--plan <file>',
      'release exactly this plan of `slipway plan --out`; refused if anything changed since',
    )
    .option('--as <name>', 'who asks for it')
    .action((options, command) =>
      runner(command.optsWithGlobals(), (context) => begin(context, options)),
    );
}

async function begin(context: Context, options: StartFlags): Promise<number> {
  const { terminal, flags } = context;
  const { usage } = await import('../failure.js');
  if (options.detach && (options.wait || options.until || options.timeout))
    throw usage('--detach does not go with --wait, --until or --timeout');
  const { withSession, callerName } = await import('../temporal/session.js');
  const { startRelease } = await import('../temporal/start-release.js');
  const { visibilityOf } = await import('../temporal/visibility.js');
  const { follow } = await import('../follow.js');
  const saved = options.plan === undefined ? undefined : await readSaved(context, options.plan);
  const spec = saved?.spec ?? (await readSpec(context));
  return await withSession(terminal, flags.profile, async (session) => {
    const plan = saved?.plan ?? (await freshPlan(context, session, spec));
    const visibility = await visibilityOf(session);
    if (visibility.mode === 'memo') context.say(withoutAttributes(visibility.missing));
    const release = await startRelease(session, {
      spec,
      plan,
      requestedBy: options.as ?? callerName(terminal.env),
      ...(options.message !== undefined && { message: options.message }),
      visibility,
    });
    const waits = options.wait ?? (options.until !== undefined || options.timeout !== undefined);
    announce(context, session, release, plan, waits);
    if (!waits) return exitCodes.ok;
    return await follow(context, session, release, {
      until: options.until ?? 'done',
      ...(options.timeout !== undefined && { timeoutSeconds: options.timeout }),
    });
  });
}

async function readSpec({ terminal, flags }: Context): Promise<ReleaseSpec> {
  const { specOf } = await import('../load-spec.js');
  return specOf(await readSpecFile(terminal, flags.file));
}

async function readSaved({ terminal }: Context, file: string) {
  const { readSavedPlan } = await import('../saved-plan.js');
  return readSavedPlan(await readSpecFile(terminal, file));
}

async function freshPlan(
  { say, flags, terminal, style }: Context,
  session: Session,
  spec: ReleaseSpec,
): Promise<ReleasePlan> {
  const { makePlan } = await import('../temporal/make-plan.js');
  const { renderPlan } = await import('../output/render-plan.js');
  const plan = await makePlan(session, spec, (sentence) => say(`• ${sentence}`));
  if (flags.output === 'text') terminal.out(`${renderPlan(plainDeep(plan), style)}\n\n`);
  return plan;
}

function withoutAttributes(missing: readonly string[]): string {
  return `• The server lacks the search attributes ${missing.join(', ')}; lists will be slower. Create them with \`temporal operator search-attribute create\`, see docs/runbook.md.`;
}

function announce(
  { terminal, flags, records, say, style }: Context,
  { namespace }: Session,
  release: StartedRelease,
  plan: ReleasePlan,
  waits: boolean,
): void {
  const { workflowId, runId, attached } = release;
  const url = uiUrl(terminal, namespace, release);
  const started = {
    endpoint: plan.endpoint,
    workflowId,
    runId,
    attached,
    planDigest: plan.digest,
    ...(url && { uiUrl: url }),
  };
  records.write('started', started);
  if (flags.output === 'json' && !waits) terminal.out(`${jsonText(started, 2)}\n`);
  if (flags.output !== 'text') return;
  const verb = attached ? 'The same plan is running already; joined' : 'Started';
  terminal.out(
    `${style.green('✔')} ${verb} ${workflowId} (run ${runId})\n${url ? `UI: ${url}\n` : ''}`,
  );
  if (!waits) say(`Next: slipway status ${plan.endpoint} --watch`);
}
