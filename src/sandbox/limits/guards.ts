import type { Guard } from '../control/recording-door';
import { createPolicyGuard } from '../iam/guard';
import { readPolicy } from '../iam/policy';
import type { SandboxOptions } from '../options';
import type { World } from '../sagemaker/world';
import { createConsistencyDelay } from './consistency';
import { createQuotas, type Quotas } from './quotas';
import { createThrottle } from './throttle';

export interface Guards {
  /** Before calls to the control planes, in order: who may, how often, how much, what is there yet. */
  readonly calls: readonly Guard[];
  /** Before InvokeEndpoint. */
  readonly invocations: readonly Guard[];
}

/** Everything but faults that refuses a call before it takes effect. */
export function createGuards(
  options: Pick<SandboxOptions, 'iam' | 'throttle' | 'consistencyDelay'>,
  world: World,
  quotas: Quotas = {},
): Guards {
  const policy = options.iam === undefined ? [] : [createPolicyGuard(readPolicy(options.iam))];
  return {
    calls: [
      ...policy,
      ...(options.throttle ? [createThrottle(world.log)] : []),
      createQuotas(world, quotas),
      createConsistencyDelay(world, options.consistencyDelay),
    ],
    invocations: policy,
  };
}
