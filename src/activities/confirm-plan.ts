import type { ReleaseSpec } from '../release/spec';
import type { ReleaseVerdict } from '../release/verdict';
import type { ActivityContext } from './context';
import { keep, type EvidenceAddress } from './evidence-store';
import { readPlan } from './plan-reader';

export interface ConfirmPlanInput {
  readonly spec: ReleaseSpec;
  readonly digest: string;
  readonly evidence: EvidenceAddress;
}

/** Resolves the spec again and compares digests: what people approve must be what the account holds now. */
export async function confirmPlan(
  context: ActivityContext,
  { spec, digest, evidence }: ConfirmPlanInput,
): Promise<ReleaseVerdict> {
  const plan = await readPlan(context.clients, spec);
  const same = plan.digest === digest;
  const sentence = same
    ? `plan ${digest.slice(0, 12)} still holds`
    : `plan ${digest.slice(0, 12)} is stale, it would be ${plan.digest.slice(0, 12)} now: the endpoint, the package, an alarm or the spec changed. Plan again`;
  return {
    result: same ? 'pass' : 'fail',
    reason: same ? 'PlanCurrent' : 'PlanStale',
    sentence,
    at: new Date().toISOString(),
    checks: [],
    comparators: {},
    evidence: await keep(context.store, evidence, { schema: 'slipway.plan/1', plan, digest }),
  };
}
