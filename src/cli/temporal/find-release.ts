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

const all = 'WorkflowType="promoteModel"';
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
    const workflowId =
      'workflowId' in known ? known.workflowId : await idOf(session, known.endpoint);
    const newest = workflowId === undefined ? undefined : await newestRun(session, workflowId);
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

/** The one workflow id that ends in this endpoint: account and region are not known here. */
async function idOf(session: Session, endpoint: string): Promise<string | undefined> {
  const running = await listReleases(session, `${all} AND ExecutionStatus="Running"`, scanned);
  const indexed = await listReleases(session, `${all} AND ReleaseEndpoint="${endpoint}"`, 50).catch(
    (error: unknown) => {
      if (grpcCode(error) === invalidArgument) return [];
      throw error;
    },
  );
  // Releases from the Web UI, or of a server without our search attributes, are known by their id alone.
  const ids = idsAmong([...running, ...indexed], endpoint);
  const known =
    ids.length > 0 ? ids : idsAmong(await listReleases(session, all, scanned), endpoint);
  if (known.length > 1)
    throw usage(
      `${endpoint} is released in several places: ${known.join(', ')}`,
      'Name one of them.',
    );
  return known[0];
}

function idsAmong(runs: readonly WorkflowExecutionInfo[], endpoint: string): string[] {
  const ids = runs.map(({ workflowId }) => workflowId);
  return [...new Set(ids.filter((id) => id.endsWith(`/${endpoint}`)))].sort();
}

async function newestRun(
  session: Session,
  workflowId: string,
): Promise<WorkflowExecutionInfo | undefined> {
  const runs = await listReleases(session, `${all} AND WorkflowId="${workflowId}"`, 20);
  return runs.sort((a, b) => b.startTime.getTime() - a.startTime.getTime())[0];
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
