import type { ReleasePlan } from './plan';

/** Tags on everything a release makes: whose it is, of which plan, and which package it serves. */
export function releaseTags(
  plan: ReleasePlan,
  releaseId: string,
): Readonly<Record<string, string>> {
  return {
    'slipway:release': releaseId,
    'slipway:plan': plan.digest.slice(0, 12),
    'slipway:model-package': plan.candidate.packageArn,
  };
}
