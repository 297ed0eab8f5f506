import { awsSeconds } from '../aws-time';
import { grow, provision, shrink, type Ground } from './run-fleet';
import type { Variant } from './variant';

/** What UpdateEndpointWeightsAndCapacities asks of one variant; absent members stay. */
export interface DesiredChange {
  readonly variant: Variant;
  readonly weight?: number;
  readonly count?: number;
}

/** Notes what is desired; nothing of it is in force yet. */
export function desire(changes: readonly DesiredChange[]): void {
  for (const { variant, weight, count } of changes) {
    variant.desiredWeight = weight ?? variant.desiredWeight;
    variant.desiredCount = count ?? variant.desiredCount;
  }
}

/** The changes that lead back to what is in force now. */
export function wayBack(changes: readonly DesiredChange[]): readonly DesiredChange[] {
  return changes.map(({ variant, count }) => ({
    variant,
    weight: variant.currentWeight,
    ...(count !== undefined && { count: variant.instances.length }),
  }));
}

/** Brings what is desired into force, weights first; `told` hears of each step that is. */
export async function adjust(
  ground: Ground,
  changes: readonly DesiredChange[],
  told: () => void,
): Promise<void> {
  await ground.wait(awsSeconds.weightChange / 2);
  for (const { variant } of changes) variant.currentWeight = variant.desiredWeight;
  told();
  for (const { variant, count } of changes) {
    if (count === undefined) continue;
    if (count > variant.instances.length) {
      await provision(ground);
      await grow(ground, variant, count, told);
    } else {
      await shrink(variant, count, told);
    }
  }
  await ground.wait(awsSeconds.weightChange / 2);
}
