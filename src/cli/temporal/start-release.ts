import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { exitCodes } from '../../release/outcome';
import { summaryLine } from '../../release/on-call-page';
import type { ReleasePlan } from '../../release/plan';
import { releaseWorkflowId, taskQueues } from '../../release/release-id';
import type { ReleaseSpec } from '../../release/spec';
import type { ReleaseStatus } from '../../release/status';
import type { PromoteInput } from '../../workflows/messages';
import { CliFailure } from '../failure';
import { ask } from './ask';
import type { FoundRelease } from './find-release';
import type { Session } from './session';
import { indexFor, type Visibility } from './visibility';

export interface ReleaseOrder {
  readonly spec: ReleaseSpec;
  readonly plan: ReleasePlan;
  readonly requestedBy: string;
  readonly message?: string;
  readonly visibility: Visibility;
}

export interface StartedRelease extends FoundRelease {
  /** The same plan was running already; this command joined it. */
  readonly attached: boolean;
}

/** Starts the release, or joins it where the same plan runs; another release on the endpoint is a refusal. */
export async function startRelease(session: Session, order: ReleaseOrder): Promise<StartedRelease> {
  const { plan, spec, requestedBy, message, visibility } = order;
  const { client, bounded } = session;
  const workflowId = releaseWorkflowId(plan.account, plan.region, plan.endpoint);
  const input: PromoteInput = {
    spec,
    plan,
    requestedBy,
    ...(message !== undefined && { message }),
    visibility: visibility.mode,
  };
  try {
    const handle = await bounded(() =>
      client.workflow.start('promoteModel', {
        taskQueue: taskQueues.main,
        workflowId,
        args: [input],
        workflowIdConflictPolicy: 'FAIL',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: summaryLine(plan),
        staticDetails: detailsOf(order),
        ...indexFor(plan, visibility.mode),
      }),
    );
    const runId = handle.firstExecutionRunId;
    return {
      workflowId,
      runId,
      running: true,
      attached: false,
      handle: client.workflow.getHandle(workflowId, runId),
    };
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return await join(session, workflowId, plan);
  }
}

async function join(
  session: Session,
  workflowId: string,
  plan: ReleasePlan,
): Promise<StartedRelease> {
  const { runId } = await session.bounded(() =>
    session.client.workflow.getHandle(workflowId).describe(),
  );
  const handle = session.client.workflow.getHandle(workflowId, runId);
  const status = await ask<ReleaseStatus>(session, handle, 'status');
  if (status.planDigest === plan.digest)
    return { workflowId, runId, running: true, attached: true, handle };
  throw new CliFailure(
    `another release holds ${plan.endpoint}: ${status.candidate} since ${status.startedAt} by ${status.requestedBy}, ${status.state} (run ${runId})`,
    exitCodes.busy,
    `Watch it with \`slipway status ${plan.endpoint} --watch\`, or end it with \`slipway abort ${plan.endpoint} --reason …\`.`,
  );
}

/** What stands beside the on-call page in the Web UI: where to read more; on a phone it stands above, so it is kept tight. */
function detailsOf({ plan, spec, requestedBy, message }: ReleaseOrder): string {
  const lineage = Object.entries(plan.candidate.lineage).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const facts = [
    `Requested by ${requestedBy} · plan ${plan.digest.slice(0, 12)}`,
    plan.candidate.packageArn,
    ...lineage,
    ...(plan.runbook ? [`[Runbook](${plan.runbook})`] : []),
  ];
  return [
    ...(message ? [`**${message.slice(0, 500)}**`] : []),
    ...(spec.description ? [spec.description] : []),
    facts.map((fact) => `- ${fact}`).join('\n'),
  ].join('\n\n');
}
