import type { CapacitySize } from '@aws-sdk/client-sagemaker';
import { productionVariants, type Fleet } from '../fleet/variant';

/** Production instances that a fleet is meant to have. */
export function capacityOf(fleet: Fleet): number {
  return productionVariants(fleet).reduce((sum, { desiredCount }) => sum + desiredCount, 0);
}

/** A batch as percent of a capacity of `total` instances. */
export function percentOf({ Type, Value = 0 }: CapacitySize, total: number): number {
  return Type === 'CAPACITY_PERCENT' ? Value : (Value / total) * 100;
}

/**
 * A batch in whole instances. AWS does not document how it rounds: down, so that no limit in percent
 * is exceeded, but to 1 at least.
 */
export function instancesOf(size: CapacitySize, total: number): number {
  if (size.Type === 'INSTANCE_COUNT') return Math.min(size.Value ?? 1, total);
  return Math.max(Math.floor((total * (size.Value ?? 0)) / 100), 1);
}

/** Instances with traffic after each step of `batch`, up to all of `total`: 2 of 5 gives 2, 4, 5. */
export function stepsOf(batch: number, total: number): readonly number[] {
  const count = Math.ceil(total / batch);
  return Array.from({ length: count }, (_, index) => Math.min((index + 1) * batch, total));
}
