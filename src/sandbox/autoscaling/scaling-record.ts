import type { Activity } from './activities';
import type { Scaling } from './scaling';

const maps = ['targets', 'policies', 'actions', 'underway', 'cooldowns'] as const;

/** Application Auto Scaling as it outlives the sandbox. */
export type ScalingRecord = Pick<Scaling, (typeof maps)[number]> & {
  readonly activities: readonly Activity[];
};

export function snapshotScaling(scaling: Scaling): ScalingRecord {
  const { targets, policies, actions, underway, cooldowns, activities } = scaling;
  return { targets, policies, actions, underway, cooldowns, activities: activities.all() };
}

export function restoreScaling(scaling: Scaling, kept: ScalingRecord): void {
  for (const name of maps) {
    const map: Map<string, unknown> = scaling[name];
    for (const [key, value] of kept[name]) map.set(key, value);
  }
  scaling.activities.restore(kept.activities);
}
