import { awsSeconds } from '../aws-time';
import type { Conditions } from '../deployment/conditions';
import { DeploymentFailure } from '../deployment/failure';
import type { World } from '../sagemaker/world';
import { newInstance } from './build-fleet';
import type { Fleet, Variant } from './variant';

/** Where a fleet runs. */
export interface Ground {
  readonly world: World;
  /** Name of the endpoint. */
  readonly endpoint: string;
  readonly conditions: Conditions;
  /** Waits AWS's seconds; rejects when a time limit is over or the sandbox stops. */
  readonly wait: (seconds: number) => Promise<void>;
}

/**
 * Brings up every instance of a fleet and waits until each has passed its health check. When one does
 * not, all of them are taken down again and a DeploymentFailure is thrown.
 */
export async function bringUp(ground: Ground, fleet: Fleet): Promise<void> {
  try {
    await provision(ground);
    const growing = fleet.variants.map((variant) => grow(ground, variant, variant.desiredCount));
    await Promise.allSettled(growing);
    await Promise.all(growing);
  } catch (cause) {
    await takeDown(fleet);
    throw cause;
  }
}

/** Waits until AWS has machines; throws DeploymentFailure when it has none. */
export async function provision({ conditions, wait }: Ground): Promise<void> {
  await conditions.passed();
  await wait(awsSeconds.provisioning);
  await conditions.passed();
  conditions.assertCapacity();
}

/**
 * Adds instances until a variant has `count`. They start together; each takes requests once it is
 * healthy, which `added` hears of. When one does not come up, all that were added go away again.
 */
export async function grow(
  { world, endpoint }: Pick<Ground, 'world' | 'endpoint'>,
  variant: Variant,
  count: number,
  added: () => void = () => {},
): Promise<void> {
  const missing = Math.max(count - variant.instances.length, 0);
  const starting = Array.from({ length: missing }, () => newInstance(world, endpoint, variant));
  const results = await Promise.allSettled(
    starting.map(async (instance) => {
      await instance.start();
      // A lost instance may have come back meanwhile.
      if (variant.instances.length >= count) return instance.kill();
      variant.instances = [...variant.instances, instance];
      added();
    }),
  );
  if (results.every(({ status }) => status === 'fulfilled')) return;
  variant.instances = variant.instances.filter((instance) => !starting.includes(instance));
  for (const instance of starting) await instance.stop();
  throw new DeploymentFailure(
    `The primary container for production variant ${variant.name} did not pass the ping health check. Please check CloudWatch logs for this endpoint.`,
  );
}

/**
 * Takes the newest instances away until a variant has `count`, one after the other; each takes no new
 * request, which `removed` hears of, and ends those under way.
 */
export async function shrink(
  variant: Variant,
  count: number,
  removed: () => void = () => {},
): Promise<void> {
  while (variant.instances.length > count) {
    const leaving = variant.instances.at(-1);
    variant.instances = variant.instances.slice(0, -1);
    removed();
    await leaving?.stop();
  }
}

/** Stops a whole fleet that gets no traffic any more. */
export async function takeDown(fleet: Fleet): Promise<void> {
  for (const variant of fleet.variants) await shrink(variant, 0);
}
