import type { ReleaseSpec } from '../release/spec';
import type { ReleaseVerdict } from '../release/verdict';
import { notReadyYet } from './action';
import type { AwsClients } from './aws/clients';
import { failing } from './aws/failure-mapping';
import type { ActivityContext } from './context';
import { keep, type EvidenceAddress } from './evidence-store';
import { readEndpoint } from './live-endpoint';
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
  await untilScaled(context.clients, spec.endpoint);
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

/** A change of a fleet's count, which has no deployment, is autoscaling's as a rule, and passes within minutes. */
function untilScaled(clients: AwsClients, endpoint: string): Promise<void> {
  return failing(`read endpoint ${endpoint}`, async () => {
    const { status, pendingConfig } = await readEndpoint(clients, endpoint);
    if (status === 'Updating' && pendingConfig === undefined)
      throw notReadyYet(`the fleet of ${endpoint} is being resized`, 5);
  });
}
