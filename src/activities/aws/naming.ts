import type { ReleasePlan } from '../../release/plan';

export interface AwsTag {
  readonly Key: string;
  readonly Value: string;
}

export const tagKeys = {
  release: 'slipway:release',
  plan: 'slipway:plan',
  modelPackage: 'slipway:model-package',
} as const;

/** Tags of everything a release makes: who made it, for which plan, for which package. */
export function releaseTags(workflowId: string, plan: ReleasePlan): AwsTag[] {
  return [
    { Key: tagKeys.release, Value: clipped(workflowId) },
    { Key: tagKeys.plan, Value: plan.digest.slice(0, 12) },
    { Key: tagKeys.modelPackage, Value: clipped(plan.candidate.packageArn) },
  ];
}

/** True where the tags say that this very plan made the object; anything else of that name is somebody else's. */
export function madeByPlan(
  tags: readonly { readonly Key?: string; readonly Value?: string }[],
  plan: ReleasePlan,
): boolean {
  return tags.some(({ Key, Value }) => Key === tagKeys.plan && Value === plan.digest.slice(0, 12));
}

/** AWS's limit of a tag's value. */
const clipped = (value: string): string => value.slice(0, 256);
