import type { Guard } from '../control/recording-door';
import { createPolicyGuard } from '../iam/guard';
import type { Policy } from '../iam/policy';
import type { World } from '../sagemaker/world';
import { createConsistencyDelay } from './consistency';
import { createQuotas, type Quotas } from './quotas';
import { createThrottle } from './throttle';

/** What bounds every account. */
export interface Limits {
  /** Of all callers; absent: they may do everything. */
  readonly policy?: Policy;
  /** Whether calls above AWS's rates are refused. */
  readonly throttle: boolean;
  readonly quotas?: Quotas | undefined;
  /** How long what was just created is not there for a deployment, s. */
  readonly consistencyDelay: number;
}

export interface Guards {
  /** Before calls to the control planes, in order: who may, how often, how much, what is there yet. */
  readonly calls: readonly Guard[];
  /** Before InvokeEndpoint. */
  readonly invocations: readonly Guard[];
}

/** Everything but faults that refuses a call of one account before it takes effect. */
export function createGuards(limits: Limits, world: World): Guards {
  const policy = limits.policy === undefined ? [] : [createPolicyGuard(limits.policy)];
  return {
    calls: [
      ...policy,
      ...(limits.throttle ? [createThrottle(world.log)] : []),
      createQuotas(world, limits.quotas ?? {}),
      createConsistencyDelay(world, limits.consistencyDelay),
    ],
    invocations: policy,
  };
}
