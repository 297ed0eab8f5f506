import type { Facts } from './facts';
import { textAt } from './json-access';
import { nextVariant } from './plan';

/** What about a variant's autoscaling can't be carried over to the candidate. */
export function scalingRefusals({ endpoint, scaling, leftOverTarget }: Facts): string[] {
  const [variant] = endpoint.variants;
  const sentences = (scaling?.policies ?? []).flatMap((policy) => {
    const type = textAt(policy, 'PolicyType') ?? 'of an unknown type';
    if (type === 'TargetTrackingScaling') return [];
    return [
      `scaling policy ${textAt(policy, 'PolicyName') ?? ''} of ${variant?.name ?? ''} is ${type}, and ${variant ? nextVariant(variant.name) : ''} could not scale by it: what triggers it is aimed at ${variant?.name ?? ''}. Use target tracking, or delete the policy for the release.`,
    ];
  });
  if (leftOverTarget === undefined) return sentences;
  return [
    ...sentences,
    `a scalable target is registered for ${leftOverTarget} of ${endpoint.name}, which is the name that the candidate's variant gets. Deregister it first.`,
  ];
}
