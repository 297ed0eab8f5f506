import type { Instance } from '../models/instance';
import { DeploymentFailure } from '../deployment/failure';
import { grow, provision, shrink, type Ground } from './run-fleet';
import type { Fleet, Variant } from './variant';

/** Which instance is lost; the newest of the first variant when nothing is said. */
export interface Loss {
  readonly variant?: string;
  readonly instance?: string;
}

/** Takes one instance away as a broken machine does; undefined when the fleet has no such instance. */
export function lose(
  fleet: Fleet,
  loss: Loss,
): { readonly variant: Variant; readonly instance: Instance } | undefined {
  const variants = fleet.variants.filter(({ name }) => name === (loss.variant ?? name));
  for (const variant of variants) {
    const instance = variant.instances.findLast(
      ({ options }) => options.id === (loss.instance ?? options.id),
    );
    if (instance === undefined) continue;
    variant.instances = variant.instances.filter((other) => other !== instance);
    instance.kill('the machine of the instance was lost');
    return { variant, instance };
  }
  return undefined;
}

/** Gives a variant back the instances it lost, for as long as it is in use; AWS tries until it has them. */
export async function replaceLost(
  ground: Ground,
  variant: Variant,
  heard: { readonly isInUse: () => boolean; readonly added: () => void },
): Promise<void> {
  const isShort = (): boolean => heard.isInUse() && variant.instances.length < variant.desiredCount;
  while (isShort()) {
    try {
      await provision(ground);
      if (isShort()) await grow(ground, variant, variant.desiredCount, heard.added);
    } catch (cause) {
      if (!(cause instanceof DeploymentFailure)) throw cause;
    }
  }
  // The fleet went while its new instance was starting.
  if (!heard.isInUse()) await shrink(variant, 0);
}
