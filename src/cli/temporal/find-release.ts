import type { WorkflowExecutionInfo, WorkflowHandle } from '@temporalio/client';
import { setTimeout as wait } from 'node:timers/promises';
import { grpcCode } from '../explain';
import { notFound, usage } from '../failure';
import { jsonText } from '../output/plain';
import type { Session } from './session';

/** One run of `promoteModel`. */
export interface FoundRelease {
  readonly workflowId: string;
  readonly runId: string;
  readonly running: boolean;
  readonly handle: WorkflowHandle;
}

const scanned = 500;
const invalidArgument = 3;
/** Temporal's list lags behind the start of a workflow by up to a second or two. */
const patience = 3000;

/** The newest release of an endpoint, or of a full workflow id; a running one where `running` is asked for. */
export async function findRelease(
  session: Session,
  name: string,
  { running = false } = {},
): Promise<FoundRelease> {
  const known = identify(name);
  const deadline = Date.now() + patience;
  for (;;) {
    const runs = await runsOf(session, known);
    const newest = onlyOne(runs, name);
    if (newest && (newest.status.name === 'RUNNING' || !running)) return found(session, newest);
    if (Date.now() >= deadline) throw missing(name, newest);
    await wait(300);
  }
}

/** Releases of this namespace, newest first, at most as many as asked for. */
export async function listReleases(
  session: Session,
  query: string,
  limit: number,
): Promise<WorkflowExecutionInfo[]> {
  const runs: WorkflowExecutionInfo[] = [];
  await session.bounded(async () => {
    for await (const run of session.client.workflow.list({
      query,
      pageSize: Math.min(limit, 200),
    })) {
      runs.push(run);
      if (runs.length >= limit) break;
    }
  });
  return runs;
}

type Known = { readonly workflowId: string } | { readonly endpoint: string };

/** Both forms go into a query, so nothing but their own characters is let through. */
function identify(name: string): Known {
  if (/^release\/[0-9]{12}\/[a-z0-9-]{1,30}\/[A-Za-z0-9-]{1,63}$/.test(name))
    return { workflowId: name };
  if (/^[A-Za-z0-9-]{1,63}$/.test(name)) return { endpoint: name };
  throw usage(
    `${jsonText(name.slice(0, 80))} is neither an endpoint nor a release`,
    'Use fraud-scorer, or release/<account>/<region>/fraud-scorer.',
  );
}

async function runsOf(session: Session, known: Known): Promise<WorkflowExecutionInfo[]> {
  const all = 'WorkflowType="promoteModel"';
  if ('workflowId' in known)
    return await listReleases(session, `${all} AND WorkflowId="${known.workflowId}"`, 5);
  const { endpoint } = known;
  const indexed = await listReleases(
    session,
    `${all} AND ReleaseEndpoint="${endpoint}"`,
    scanned,
  ).catch((error: unknown) => {
    if (grpcCode(error) === invalidArgument) return [];
    throw error;
  });
  if (indexed.length > 0) return indexed;
  // Where the server lacks our search attributes, the endpoint is the end of the workflow id.
  const runs = await listReleases(session, all, scanned);
  return runs.filter(({ workflowId }) => workflowId.endsWith(`/${endpoint}`));
}

function onlyOne(
  runs: readonly WorkflowExecutionInfo[],
  name: string,
): WorkflowExecutionInfo | undefined {
  const ids = [...new Set(runs.map(({ workflowId }) => workflowId))].sort();
  if (ids.length > 1)
    throw usage(`${name} is released in several places: ${ids.join(', ')}`, 'Name one of them.');
  return [...runs].sort((a, b) => b.startTime.getTime() - a.startTime.getTime())[0];
}

function found({ client }: Session, run: WorkflowExecutionInfo): FoundRelease {
  const { workflowId, runId } = run;
  const running = run.status.name === 'RUNNING';
  return { workflowId, runId, running, handle: client.workflow.getHandle(workflowId, runId) };
}

function missing(name: string, newest: WorkflowExecutionInfo | undefined): Error {
  if (!newest)
    return notFound(
      `there is no release of ${name}`,
      'See `slipway list`; begin one with `slipway start`.',
    );
  const end = newest.closeTime?.toISOString() ?? 'before';
  return notFound(
    `no release of ${name} is running; the last one ended ${newest.status.name} at ${end}`,
    `Look at it with \`slipway status ${name}\`.`,
  );
}
