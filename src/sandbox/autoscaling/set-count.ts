import type { Activity } from './activities';
import type { Scaling } from './scaling';
import { keyOf, type TargetId } from './target-id';

export interface ScalingCause {
  readonly cause: string;
  /** Of the policy that scales, s; a change without a policy starts no cooldown. */
  readonly cooldown?: number;
}

/** A change of a count that SageMaker has accepted and not finished. */
export interface Underway extends ScalingCause {
  readonly activity: string;
  readonly target: TargetId;
  readonly before: number;
  readonly count: number;
}

/** Asks SageMaker for a count; the activity goes on until the endpoint is InService again. */
export function setCount(
  scaling: Scaling,
  { ServiceNamespace, ResourceId, ScalableDimension }: TargetId,
  count: number,
  cause: ScalingCause,
): void {
  const target = { ServiceNamespace, ResourceId, ScalableDimension };
  const before = scaling.variants.capacity(target)?.desired ?? count;
  const { id: activity } = scaling.activities.add({
    target,
    cause: cause.cause,
    description: `Setting desired instance count to ${count}.`,
    status: 'InProgress',
    message: `Successfully set desired instance count to ${count}. Waiting for change to be fulfilled by sagemaker.`,
  });
  try {
    scaling.variants.setCount(target, count);
    scaling.underway.set(keyOf(target), { ...cause, activity, target, before, count });
  } catch (cause) {
    scaling.activities.end(activity, 'Failed', failed(count, textOf(cause)));
  }
}

/** Ends the activities whose endpoint has settled; a cooldown runs from then on. */
export function settleActivities(scaling: Scaling): void {
  for (const [key, change] of scaling.underway) {
    const capacity = scaling.variants.capacity(change.target);
    if (capacity !== undefined && !capacity.isActive) continue;
    scaling.underway.delete(key);
    const { activity, before, count, cooldown } = change;
    const [status, message] = outcomeOf(count, capacity);
    scaling.activities.end(activity, status, message);
    if (status !== 'Successful' || cooldown === undefined) continue;
    const endsAt = scaling.clock.now() + (cooldown * 1000) / scaling.scale;
    scaling.cooldowns.set(key, { direction: count > before ? 'out' : 'in', before, endsAt });
  }
}

function outcomeOf(
  count: number,
  capacity: ReturnType<Scaling['variants']['capacity']>,
): readonly [Activity['status'], string] {
  if (capacity === undefined) return ['Failed', failed(count, 'The variant does not exist.')];
  if (capacity.running === count) {
    return [
      'Successful',
      `Successfully set desired instance count to ${count}. Change successfully fulfilled by sagemaker.`,
    ];
  }
  const reason = capacity.failureReason ?? `The variant runs ${capacity.running} instances.`;
  return ['Failed', failed(count, reason)];
}

function failed(count: number, reason: string): string {
  return `Failed to set desired instance count to ${count}. Reason: ${reason}`;
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
