import { awsSeconds } from '../aws-time';
import type { World } from '../sagemaker/world';
import { newInstance } from './build-fleet';
import type { Fleet, Variant } from './variant';

/** Why a deployment failed, in the words of DescribeEndpoint's FailureReason. */
export class DeploymentFailure extends Error {}

/**
 * Brings up every instance of a fleet and waits until each passes its health check. When one does not,
 * all of them are taken down again and a DeploymentFailure is thrown.
 */
export async function bringUp(world: World, endpoint: string, fleet: Fleet): Promise<void> {
  await world.time.wait(awsSeconds.provisioning);
  const results = await Promise.allSettled(
    fleet.variants.map((variant) => grow(world, endpoint, variant, variant.desiredCount)),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed === undefined) return;
  await takeDown(fleet);
  throw failed.reason;
}

/** Adds instances until a variant has `count`; when one does not come up, those added are gone again. */
export async function grow(
  world: World,
  endpoint: string,
  variant: Variant,
  count: number,
): Promise<void> {
  const missing = Math.max(count - variant.instances.length, 0);
  const added = Array.from({ length: missing }, () => newInstance(world, endpoint, variant));
  const results = await Promise.allSettled(added.map((instance) => instance.start()));
  if (results.every((result) => result.status === 'fulfilled')) {
    variant.instances = [...variant.instances, ...added];
    return;
  }
  for (const instance of added) instance.kill();
  throw new DeploymentFailure(
    `The primary container for production variant ${variant.name} did not pass the ping health check. Please check CloudWatch logs for this endpoint.`,
  );
}

/** Takes the newest instances away until a variant has `count`; each ends its requests first. */
export async function shrink(variant: Variant, count: number): Promise<void> {
  const removed = variant.instances.slice(count);
  variant.instances = variant.instances.slice(0, count);
  await Promise.all(removed.map((instance) => instance.stop()));
}

/** Stops a whole fleet that gets no traffic any more. */
export async function takeDown(fleet: Fleet): Promise<void> {
  await Promise.all(fleet.variants.map((variant) => shrink(variant, 0)));
}
