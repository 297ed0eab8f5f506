import type { AutoRollbackConfig, RollingUpdatePolicy } from '@aws-sdk/client-sagemaker';
import { awsSeconds } from '../aws-time';
import { grow, provision, shrink } from '../fleet/run-fleet';
import { productionVariants, type Fleet, type Variant } from '../fleet/variant';
import { bake } from './bake';
import { instancesOf, stepsOf } from './capacity-size';
import { ExecutionTime } from './execution-time';
import { DeploymentFailure, RollbackFailure, SilentRevert } from './failure';
import type { Policy, Site } from './site';

/**
 * Replaces a batch of instances after the other: new ones come up and take their part of the traffic, a
 * bake, then as many old ones go. Rolling back works the same way round, in batches of its own size.
 */
export function rolling(policy: RollingUpdatePolicy, rollback?: AutoRollbackConfig): Policy {
  return async (given) => {
    const time = new ExecutionTime(policy.MaximumExecutionTimeoutInSeconds);
    const site = { ...given, wait: (seconds: number) => time.spend(seconds, given.wait) };
    try {
      await rollForward(site, policy, { rollback, time });
    } catch (cause) {
      if (site.world.time.isStopped) throw cause;
      given.failed(cause);
      await rollBack(given, policy, cause);
      throw cause;
    }
    site.serve(site.next);
  };
}

async function rollForward(
  site: Site,
  policy: RollingUpdatePolicy,
  rules: Parameters<typeof bake>[2],
): Promise<void> {
  const { now, next } = pair(site);
  const total = next.desiredCount;
  for (const done of stepsOf(instancesOf(policy.MaximumBatchSize ?? whole, total), total)) {
    site.stage('Creating');
    await provision(site);
    await grow(site, next, done);
    if (site.conditions.takesBackSilently()) throw new SilentRevert();
    site.stage('ActivatingTraffic');
    await site.wait(awsSeconds.trafficActivation);
    site.route(done / total);
    await bake(
      site,
      {
        seconds: policy.WaitIntervalInSeconds ?? 0,
        parameter: 'WaitIntervalInSeconds',
        capacity: `rolling capacity of ${done} instance(s)`,
      },
      rules,
    );
    site.stage('Updating');
    await site.wait(awsSeconds.fleetRemoval);
    await shrink(now, Math.round(now.desiredCount * (1 - done / total)));
  }
}

/** Without a size of its own a rollback brings the whole old fleet back at once. */
const whole = { Type: 'CAPACITY_PERCENT', Value: 100 } as const;

async function rollBack(site: Site, policy: RollingUpdatePolicy, cause: unknown): Promise<void> {
  const { now, next } = pair(site);
  const total = now.desiredCount;
  const batch = instancesOf(policy.RollbackMaximumBatchSize ?? whole, total);
  try {
    site.conditions.assertRollback();
    do {
      site.stage('Updating');
      const back = Math.min(now.instances.length + batch, total);
      if (now.instances.length < total) {
        await provision(site);
        await grow(site, now, back);
      }
      const left = Math.round(next.desiredCount * (1 - back / total));
      if (next.instances.length > left) site.route(left / next.desiredCount);
      await site.wait(awsSeconds.fleetRemoval);
      await shrink(next, left);
    } while (now.instances.length < total);
    site.route(0);
  } catch (failure) {
    if (!(failure instanceof RollbackFailure || failure instanceof DeploymentFailure))
      throw failure;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RollbackFailure(`${why} The rollback failed: ${failure.message}`, { cause });
  }
}

/** A rolling deployment has one production variant; old and new one share its name. */
function pair({ old, next }: Site): { readonly now: Variant; readonly next: Variant } {
  return { now: only(old), next: only(next) };
}

function only(fleet: Fleet | undefined): Variant {
  const [variant] = fleet === undefined ? [] : productionVariants(fleet);
  if (variant === undefined) throw new DeploymentFailure('There is no variant to replace.');
  return variant;
}
