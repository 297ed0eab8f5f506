import type {
  ContainerDefinition,
  CreateEndpointConfigInput,
  ProductionVariant,
} from '@aws-sdk/client-sagemaker';
import type { Instance } from '../models/instance';

/** The image a variant runs, as given and as resolved when it was deployed. */
export interface DeployedImage {
  readonly specified: string;
  readonly resolved: string | undefined;
  /** ms */
  readonly resolvedAt: number;
}

/** One variant of a fleet: what it runs, how much of the traffic it gets, and on which instances. */
export interface Variant {
  readonly name: string;
  readonly isShadow: boolean;
  readonly model: string;
  readonly version: string;
  /** As the endpoint config has it. */
  readonly written: ProductionVariant;
  /** What its instances run, also when the model has been deleted since. */
  readonly container: ContainerDefinition;
  readonly images: readonly DeployedImage[];
  currentWeight: number;
  desiredWeight: number;
  desiredCount: number;
  instances: Instance[];
}

/** Everything one endpoint config runs; each update of an endpoint brings up a whole new one. */
export interface Fleet {
  readonly config: string;
  /** The config as it was created; it stays in force when the config is deleted. */
  readonly settings: CreateEndpointConfigInput;
  /** Period of the request metrics, s. */
  readonly metricPeriod: number;
  /** Period of the utilization metrics, s. */
  readonly utilizationPeriod: number;
  readonly variants: readonly Variant[];
  /** While a guarded deployment shifts traffic, metrics name the config too: both fleets share variant names. */
  isBeingCompared?: boolean;
}

export function productionVariants(fleet: Fleet): readonly Variant[] {
  return fleet.variants.filter(({ isShadow }) => !isShadow);
}

export function shadowVariant(fleet: Fleet): Variant | undefined {
  return fleet.variants.find(({ isShadow }) => isShadow);
}

/** Draws a production variant by its weight in force; undefined when all weights are 0. */
export function drawVariant(fleet: Fleet, random: number): Variant | undefined {
  const variants = productionVariants(fleet);
  const total = variants.reduce((sum, { currentWeight }) => sum + currentWeight, 0);
  let left = random * total;
  for (const variant of variants) {
    if (variant.currentWeight === 0) continue;
    left -= variant.currentWeight;
    if (left < 0) return variant;
  }
  // Rounding may leave a rest behind the last variant that has weight.
  return total === 0 ? undefined : variants.findLast(({ currentWeight }) => currentWeight > 0);
}

/** Picks an instance as the variant's routing says, of the first `active` ones; undefined when none is healthy. */
export function pickInstance(
  variant: Variant,
  random: number,
  active = variant.instances.length,
): Instance | undefined {
  const healthy = variant.instances.slice(0, active).filter(({ isHealthy }) => isHealthy);
  const drawn = healthy[Math.floor(random * healthy.length)];
  if (variant.written.RoutingConfig?.RoutingStrategy !== 'LEAST_OUTSTANDING_REQUESTS') return drawn;
  // Starting from a random one keeps equally loaded instances equally used.
  return healthy.reduce(
    (least, instance) =>
      least === undefined || instance.outstanding < least.outstanding ? instance : least,
    drawn,
  );
}
