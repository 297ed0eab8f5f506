import { randomUUID } from 'node:crypto';
import type {
  NotScaledReason,
  ScalingActivity,
  ScalingActivityStatusCode,
} from '@aws-sdk/client-application-auto-scaling';
import type { Clock } from '../cloudwatch/metric-store';
import { keyOf, type TargetId } from './target-id';

export interface Activity {
  readonly id: string;
  readonly target: TargetId;
  readonly description: string;
  readonly cause: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly status: ScalingActivityStatusCode;
  readonly message?: string;
  readonly notScaled?: readonly NotScaledReason[];
}

/** AWS shows the activities of the last six weeks. */
const keptMs = 42 * 24 * 3_600_000;

/** What was scaled, or was not and why, newest first. */
export class Activities {
  #all: Activity[] = [];

  constructor(private readonly clock: Clock) {}

  add(activity: Omit<Activity, 'id' | 'startedAt'>): Activity {
    const now = this.clock.now();
    const added = { id: randomUUID(), startedAt: now, ...activity };
    this.#all = [added, ...this.#all.filter(({ startedAt }) => startedAt > now - keptMs)];
    return added;
  }

  /** An alarm that stays where nothing can be done says so once and not every minute. */
  addNotScaled(target: TargetId, cause: string, reason: NotScaledReason): void {
    const last = this.of(target)[0];
    if (last?.cause === cause && last.notScaled?.[0]?.Code === reason.Code) return;
    this.add({
      target,
      cause,
      description: 'Attempting to scale due to alarm triggered',
      status: 'Failed',
      notScaled: [reason],
    });
  }

  end(id: string, status: ScalingActivityStatusCode, message: string): void {
    const endedAt = this.clock.now();
    this.#all = this.#all.map((activity) =>
      activity.id === id ? { ...activity, status, message, endedAt } : activity,
    );
  }

  restore(activities: readonly Activity[]): void {
    this.#all = [...activities];
  }

  all(): readonly Activity[] {
    return this.#all;
  }

  of(target: TargetId): readonly Activity[] {
    return this.#all.filter((activity) => keyOf(activity.target) === keyOf(target));
  }
}

/** An activity as DescribeScalingActivities shows it. */
export function shownActivity(activity: Activity): ScalingActivity {
  const { id, target, description, cause, startedAt, endedAt, message, notScaled } = activity;
  return {
    ActivityId: id,
    ServiceNamespace: target.ServiceNamespace as ScalingActivity['ServiceNamespace'],
    ResourceId: target.ResourceId,
    ScalableDimension: target.ScalableDimension as ScalingActivity['ScalableDimension'],
    Description: description,
    Cause: cause,
    StartTime: new Date(startedAt),
    ...(endedAt !== undefined && { EndTime: new Date(endedAt) }),
    StatusCode: activity.status,
    ...(message !== undefined && { StatusMessage: message }),
    ...(notScaled !== undefined && { NotScaledReasons: [...notScaled] }),
  };
}
