import { awsSeconds } from '../aws-time';
import type { Rollout } from '../deployment/site';
import { adjust, desire, wayBack, type DesiredChange } from '../fleet/capacity-change';
import { takeDown } from '../fleet/run-fleet';
import type { Fleet } from '../fleet/variant';
import type { Endpoint } from './endpoint';
import { tellServing } from './endpoint-log';

/** What is under way at an endpoint. A sandbox that starts again goes on with it. */
export type Task =
  | {
      readonly kind: 'deployment';
      readonly next: Fleet;
      readonly rollout: Rollout;
      /** What a rollback that failed had left behind. */
      readonly leftover: Fleet | undefined;
    }
  | CapacityTask
  | { readonly kind: 'removal'; readonly gone: () => void }
  /** Only after a restart: what was being taken back, or taken down, is gone with the old processes. */
  | { readonly kind: 'end'; readonly failure: Error | undefined };

interface CapacityTask {
  readonly kind: 'capacity';
  readonly changes: readonly DesiredChange[];
  readonly back: readonly DesiredChange[];
}

/** Brings weights and counts into force; where that fails on a scaled endpoint, brings back what was. */
export async function changeCapacity(
  endpoint: Endpoint,
  { changes, back }: CapacityTask,
): Promise<void> {
  const { world } = endpoint.ground;
  const told = (): void => tellServing(world, endpoint, 'change');
  try {
    await adjust(endpoint.ground, changes, told);
  } catch (cause) {
    if (world.time.isStopped) throw cause;
    // AWS rolls weights and counts back on endpoints that are scaled, and only there.
    const isScaled = world.scaling?.isRegistered(endpoint) ?? false;
    desire(isScaled ? back : wayBack(changes));
    if (isScaled) {
      endpoint.failing = cause instanceof Error ? cause : new Error(String(cause));
      endpoint.become('RollingBack');
      await adjust(endpoint.ground, back, told);
    }
    throw cause;
  }
}

/** Takes all of an endpoint down, then calls `gone`. */
export async function removeAll(endpoint: Endpoint, gone: () => void): Promise<void> {
  await endpoint.ground.wait(awsSeconds.fleetRemoval);
  for (const fleet of endpoint.fleets) await takeDown(fleet);
  gone();
}
