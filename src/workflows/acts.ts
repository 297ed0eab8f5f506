import {
  ActivityCancellationType,
  proxyActivities,
  type ActivityFunctionWithOptions,
} from '@temporalio/workflow';
import type { Activities } from '../activities';
import { fleetDeadlineSeconds } from '../release/plan';
import { taskQueues } from '../release/release-id';

const retry = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' } as const;

/** Reads that answer in seconds. */
export const reads = proxyActivities<Activities>({
  taskQueue: taskQueues.bulk,
  startToCloseTimeout: '45s',
  scheduleToCloseTimeout: '10m',
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry,
});

/** Planning: somebody waits for the answer, so an AWS that does not answer is said within a minute. */
export const planning = proxyActivities<Activities>({
  taskQueue: taskQueues.bulk,
  startToCloseTimeout: '45s',
  scheduleToCloseTimeout: '60s',
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { ...retry, maximumAttempts: 3 },
});

/**
 * Changes. An abort waits for the running attempt (at most 60 s) and no further one starts, so no write of
 * ours can land after the restore. See docs/decisions/0002.
 */
export const mutations = proxyActivities<Activities>({
  taskQueue: taskQueues.main,
  startToCloseTimeout: '60s',
  scheduleToCloseTimeout: '20m',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry,
});

/** Raises of a fleet: where AWS is short of instances they are asked for hours. */
export const raises = proxyActivities<Activities>({
  taskQueue: taskQueues.main,
  startToCloseTimeout: '60s',
  scheduleToCloseTimeout: `${fleetDeadlineSeconds}s`,
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry,
});

/**
 * Ways back: asked for hours, every 5 s while the endpoint allows no change. A worker that dies in one is noticed by its
 * heartbeat. Changes have none: an attempt that is given up early may still write, and only a way back may come late.
 */
export const undos = proxyActivities<Activities>({
  taskQueue: taskQueues.main,
  startToCloseTimeout: '60s',
  heartbeatTimeout: '15s',
  scheduleToCloseTimeout: '2h',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { ...retry, maximumInterval: '10s' },
});

/** Watches in retry-as-poll form: an attempt reads once and asks to be called again; attempts are no history. */
export const watches = proxyActivities<Activities>({
  taskQueue: taskQueues.watch,
  startToCloseTimeout: '30s',
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { initialInterval: '2s', backoffCoefficient: 1.5, maximumInterval: '10s' },
});

/** Calls an activity under a summary that the Web UI's timeline shows. */
export function act<Input, Output>(
  activity: ActivityFunctionWithOptions<(input: Input) => Promise<Output>>,
  summary: string,
  input: Input,
): Promise<Output> {
  return activity.executeWithOptions({ summary }, [input]);
}

/** What may stay undone without harm: it delays the end of a release by no more than this. */
export const tidying = proxyActivities<Activities>({
  taskQueue: taskQueues.bulk,
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '30s',
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry,
});

/** The outbox's deliveries: a webhook may be down for a day. */
export const outbox = proxyActivities<Activities>({
  taskQueue: taskQueues.bulk,
  startToCloseTimeout: '20s',
  scheduleToCloseTimeout: '1d',
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { ...retry, maximumInterval: '5m' },
});
