import type {
  Client,
  WorkflowHandle,
  WorkflowHandleWithFirstExecutionRunId,
} from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReleaseOutcome } from '../../src/release/outcome';
import type { ReleasePlan } from '../../src/release/plan';
import { releaseWorkflowId, taskQueues } from '../../src/release/release-id';
import type { ReleaseSpec } from '../../src/release/spec';
import type { ReleaseStatus } from '../../src/release/status';
import { failedAnswers, linesOf, loadByVersion, weightsOver } from '../../src/sandbox/log-reader';
import type { planRelease, promoteModel } from '../../src/workflows';
import { assessRelease } from './assess-release';
import type { RunningStack, World } from './world';

/**
 * A spec of seconds: 10 s metrics, one period a verdict. Stories change what they are about. Without the latency alarm,
 * in which a loaded machine has a say.
 */
export function shortSpec(
  world: World,
  version: number,
  change: Partial<ReleaseSpec> = {},
): ReleaseSpec {
  return {
    endpoint: world.endpoint,
    model: { group: world.group, version },
    risk: 'normal',
    registry: 'status',
    approvals: [],
    steps: [{ kind: 'canary', ratio: 0.5, bakeSeconds: 20 }],
    checks: [{ metric: 'Invocation5XXErrors', max: 0.001, minRequests: 200 }],
    alarms: [world.alarms.errors],
    watch: { seconds: 10 },
    finish: 'replace',
    onInconclusive: { extend: true, holdSeconds: 10 },
    metrics: { periodSeconds: 10, settleSeconds: 3, minPeriods: 1 },
    ...change,
  };
}

/** No story's release takes longer; a red one says where it stands instead of hanging. */
const endLimitSeconds = 360;

/** One release under test: what it says, what people say to it, and what the sandbox saw of it. */
export interface WatchedRelease {
  readonly plan: ReleasePlan;
  readonly handle: WorkflowHandle<typeof promoteModel>;
  readonly startedAt: string;
  /** The story itself changes the endpoint beside the release. */
  readonly otherHands: boolean;
  status(): Promise<ReleaseStatus>;
  until(
    what: string,
    met: (status: ReleaseStatus) => boolean,
    seconds?: number,
  ): Promise<ReleaseStatus>;
  approve(by?: string): Promise<void>;
  /** How it ended; rejects where the sandbox's log shows a breach of an invariant that holds for every release. */
  ended(): Promise<ReleaseOutcome>;
  /** Weights in force over time, from the sandbox's log. */
  weights(): readonly Readonly<Record<string, number>>[];
  /** Answers to callers by version since the release began, from the log. */
  requests(): ReturnType<typeof loadByVersion>;
  /** Those of them that were no prediction, with their errors. */
  failures(): ReturnType<typeof failedAnswers>;
  /** Calls that changed the endpoint, by operation, from the log. */
  changes(): readonly string[];
}

/** One that the test has started itself. */
export interface ToldRelease extends WatchedRelease {
  readonly handle: WorkflowHandleWithFirstExecutionRunId<typeof promoteModel>;
}

export async function planOf(client: Client, spec: ReleaseSpec): Promise<ReleasePlan> {
  return await client.workflow.execute<typeof planRelease>('planRelease', {
    taskQueue: taskQueues.main,
    workflowId: `plan/${spec.endpoint}/${randomUUID()}`,
    args: [{ spec }],
  });
}

/** Plans and starts a release of the spec. */
export async function release(
  stack: RunningStack,
  spec: ReleaseSpec,
  { requestedBy = 'ci@example.com', otherHands = false } = {},
): Promise<ToldRelease> {
  const { client } = stack;
  const startedAt = new Date().toISOString();
  const plan = await planOf(client, spec);
  const handle = await client.workflow.start<typeof promoteModel>('promoteModel', {
    taskQueue: taskQueues.main,
    workflowId: releaseWorkflowId(plan.account, plan.region, plan.endpoint),
    args: [{ spec, plan, requestedBy, visibility: 'attributes' }],
  });
  return { ...lookAt(stack, { plan, handle, startedAt, otherHands }), handle };
}

/** Looks at a release from outside, whoever has started it. */
export function lookAt(
  stack: RunningStack,
  {
    plan,
    handle,
    startedAt,
    otherHands = false,
  }: Pick<WatchedRelease, 'plan' | 'handle' | 'startedAt'> & { readonly otherHands?: boolean },
): WatchedRelease {
  const status = () => handle.query<ReleaseStatus>('status');
  const until: WatchedRelease['until'] = async (what, met, seconds = 60) => {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const now = await status();
      if (met(now)) return now;
      if (now.outcome !== null || Date.now() > deadline)
        throw new Error(`not ${what}: ${now.outcome ?? now.state} (${now.reason}) ${now.sentence}`);
      await delay(200);
    }
  };
  const ours = () =>
    stack.log().filter((line) => !('endpoint' in line) || line.endpoint === plan.endpoint);
  return {
    plan,
    handle,
    startedAt,
    otherHands,
    status,
    until,
    async approve(by = 'dana@example.com') {
      const { openGate } = await until('at a gate', (now) => now.openGate !== null);
      await handle.signal('approve', { code: openGate?.code, reason: 'reviewed', by });
    },
    async ended() {
      const limit = new AbortController();
      const late = delay(endLimitSeconds * 1000, undefined, limit).then(async () => {
        const now = await status();
        throw new Error(
          `no end in ${endLimitSeconds} s: ${now.state} (${now.reason}) ${now.sentence}`,
        );
      });
      const outcome = await Promise.race([handle.result(), late]).finally(() => limit.abort());
      await assessRelease(stack, { plan, handle, startedAt, otherHands }, outcome);
      return outcome;
    },
    weights: () =>
      weightsOver(stack.log(), plan.endpoint)
        .filter(({ at }) => at >= startedAt)
        .map(({ weights }) => weights),
    requests: () => loadByVersion(ours(), { from: startedAt }),
    failures: () => failedAnswers(ours(), { from: startedAt }),
    changes: () =>
      linesOf(stack.log(), 'call', { from: startedAt })
        .filter(({ operation, input }) => isChange(operation) && isOf(input, plan.endpoint))
        .map(({ operation }) => operation),
  };
}

const isChange = (operation: string): boolean =>
  ['UpdateEndpoint', 'UpdateEndpointWeightsAndCapacities', 'DeleteEndpoint'].includes(operation);

const isOf = (input: unknown, endpoint: string): boolean =>
  (input as { EndpointName?: string } | undefined)?.EndpointName === endpoint;
