import type { ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import type { TargetId } from './target-id';

export interface Target extends TargetId {
  readonly MinCapacity: number;
  readonly MaxCapacity: number;
  readonly RoleARN: string;
  readonly SuspendedState: Required<NonNullable<ScalableTarget['SuspendedState']>>;
  readonly ScalableTargetARN: string;
  readonly CreationTime: Date;
  readonly tags: ReadonlyMap<string, string>;
}

/** A target as DescribeScalableTargets shows it; its tags are asked for by ListTagsForResource. */
export function shownTarget({ tags: _, ...shown }: Target): Omit<Target, 'tags'> {
  return shown;
}
