import type {
  AutoRollbackConfig,
  BlueGreenUpdatePolicy,
  TrafficRoutingConfig,
} from '@aws-sdk/client-sagemaker';
import { awsSeconds } from '../aws-time';
import { takeDown } from '../fleet/run-fleet';
import { bringUpNext, retire } from './all-at-once';
import { bake } from './bake';
import { capacityOf, instancesOf, stepsOf } from './capacity-size';
import { ExecutionTime } from './execution-time';
import type { Policy, Site } from './site';

/**
 * A whole new fleet takes the traffic in steps, each of them baked; at last the old one goes. Whatever
 * fails on the way, all traffic goes back to the old fleet at once and the new one is taken down.
 */
export function blueGreen(policy: BlueGreenUpdatePolicy, rollback?: AutoRollbackConfig): Policy {
  return async (given) => {
    const time = new ExecutionTime(policy.MaximumExecutionTimeoutInSeconds);
    const site = { ...given, wait: (seconds: number) => time.spend(seconds, given.wait) };
    await bringUpNext(site);
    try {
      await shift(site, policy, { rollback, time });
    } catch (cause) {
      given.failed(cause);
      await takeBack(given);
      throw cause;
    }
    site.serve(site.next);
    await retire(site);
  };
}

async function shift(
  site: Site,
  { TrafficRoutingConfiguration: routing, TerminationWaitInSeconds = 0 }: BlueGreenUpdatePolicy,
  rules: Parameters<typeof bake>[2],
): Promise<void> {
  const total = capacityOf(site.next);
  for (const active of activations(routing, total)) {
    site.stage('ActivatingTraffic');
    await site.wait(awsSeconds.trafficActivation);
    site.route(active / total);
    const isLast = active === total;
    await bake(
      site,
      {
        // AWS waits the interval between steps; after the last one only the termination wait.
        seconds: isLast ? TerminationWaitInSeconds : (routing?.WaitIntervalInSeconds ?? 0),
        parameter: isLast ? 'TerminationWaitInSeconds' : 'WaitIntervalInSeconds',
        capacity: `${isLast ? 'full' : kindOf(routing)} capacity of ${active} instance(s)`,
      },
      rules,
    );
  }
}

/** Instances with traffic at each step. */
function activations(routing: TrafficRoutingConfig | undefined, total: number): readonly number[] {
  const { Type, CanarySize, LinearStepSize } = routing ?? {};
  if (Type === 'CANARY' && CanarySize) return [instancesOf(CanarySize, total), total];
  if (Type === 'LINEAR' && LinearStepSize) {
    return stepsOf(instancesOf(LinearStepSize, total), total);
  }
  return [total];
}

const kindOf = (routing: TrafficRoutingConfig | undefined): string =>
  routing?.Type === 'LINEAR' ? 'linear' : 'canary';

async function takeBack(site: Site): Promise<void> {
  site.route(0);
  site.stage('Deleting');
  await site.wait(awsSeconds.fleetRemoval);
  await takeDown(site.next);
}
