import { Worker, type WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../activities';
import { taskQueues } from '../release/release-id';
import { workflowBundle } from './bundle';
import type { TemporalLink } from './connection';
import { heartbeat } from './heartbeat';

export interface WorkersOptions extends TemporalLink {
  readonly activities: Activities;
  readonly buildId?: string;
}

/**
 * Three workers of one process: changes and ways back are never queued behind watches or bulk reads. With a build id
 * all three run versioned and PINNED, so a release ends on the code it began with.
 */
export async function createWorkers(options: WorkersOptions): Promise<Worker[]> {
  const shared = sharedOptions(options);
  return await Promise.all([
    Worker.create({
      ...shared,
      taskQueue: taskQueues.main,
      workflowBundle: workflowBundle(),
      maxCachedWorkflows: 200,
      maxConcurrentWorkflowTaskExecutions: 40,
      maxConcurrentActivityTaskExecutions: 50,
    }),
    Worker.create({
      ...shared,
      taskQueue: taskQueues.watch,
      maxConcurrentActivityTaskExecutions: 200,
    }),
    Worker.create({
      ...shared,
      taskQueue: taskQueues.bulk,
      maxConcurrentActivityTaskExecutions: 20,
    }),
  ]);
}

function sharedOptions({
  connection,
  namespace,
  activities,
  buildId,
}: WorkersOptions): Omit<WorkerOptions, 'taskQueue'> {
  return {
    connection,
    namespace,
    activities,
    interceptors: { activity: [heartbeat] },
    shutdownGraceTime: '20s',
    shutdownForceTime: '40s',
    ...(buildId && {
      workerDeploymentOptions: {
        useWorkerVersioning: true,
        version: { deploymentName: 'slipway', buildId },
        defaultVersioningBehavior: 'PINNED' as const,
      },
    }),
  };
}
