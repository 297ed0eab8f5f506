import path from 'node:path';
import type { Client } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type NativeConnection,
} from '@temporalio/worker';
import type { Activities } from '../../src/activities';
import { indexFor, type Visibility } from '../../src/cli/temporal/visibility';
import { releaseWorkflowId, taskQueues } from '../../src/release/release-id';
import type { ReleasePlan } from '../../src/release/plan';
import type { ReleaseSpec } from '../../src/release/spec';
import type { promoteModel } from '../../src/workflows';

type Bundle = Awaited<ReturnType<typeof bundleWorkflowCode>>;
let bundle: Promise<Bundle> | undefined;

/** Quiet native runtime; must come before anything that connects. */
export function quietRuntime(): void {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
}

/** The workflow code as it stands in `src`, bundled once a test file. */
export function workflowBundle(): Promise<Bundle> {
  bundle ??= bundleWorkflowCode({
    workflowsPath: path.resolve(__dirname, '../../src/workflows/index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  return bundle;
}

export interface TestWorkers {
  run<T>(story: () => Promise<T>): Promise<T>;
}

/** Workers on all three queues of one server, for the length of a story. */
export async function testWorkers(
  connection: NativeConnection,
  activities: Activities,
  options: { maxCachedWorkflows?: number } = {},
): Promise<TestWorkers> {
  const workflows = { workflowBundle: await workflowBundle(), ...options };
  const queues = [taskQueues.main, taskQueues.watch, taskQueues.bulk];
  const workers = await Promise.all(
    queues.map((taskQueue) =>
      Worker.create({
        connection,
        taskQueue,
        activities,
        ...(taskQueue === taskQueues.main ? workflows : {}),
      }),
    ),
  );
  return {
    async run(story) {
      const running = workers.map((worker) => worker.run());
      try {
        return await story();
      } finally {
        workers.forEach((worker) => worker.shutdown());
        await Promise.all(running);
      }
    },
  };
}

/** Starts a release of the plan under its own workflow id. */
export function startRelease(
  client: Client,
  spec: ReleaseSpec,
  plan: ReleasePlan,
  order: { readonly requestedBy?: string; readonly visibility?: Visibility['mode'] } = {},
) {
  const { requestedBy = 'ci', visibility = 'memo' } = order;
  return client.workflow.start<typeof promoteModel>('promoteModel', {
    taskQueue: taskQueues.main,
    workflowId: releaseWorkflowId(plan.account, plan.region, plan.endpoint),
    args: [{ spec, plan, requestedBy, visibility }],
    ...indexFor(plan, visibility),
  });
}
