import type { Caller } from '../wire/operation';
import type { TargetId } from './target-id';

export interface VariantCapacity {
  readonly desired: number;
  readonly running: number;
  /** The endpoint is InService, so that its counts can be changed. */
  readonly isActive: boolean;
  /** Why the last change of the endpoint failed. */
  readonly failureReason: string | undefined;
  /** Period of the endpoint's request metrics, ms. */
  readonly metricPeriodMs: number;
}

/** The variants that can be scaled: what Application Auto Scaling knows of SageMaker. */
export interface ScalableVariants {
  /** Throws ValidationException for a variant that does not exist or cannot be scaled. */
  readonly check: (id: TargetId, caller: Caller) => void;
  /** Undefined when the variant is gone. */
  readonly capacity: (id: TargetId) => VariantCapacity | undefined;
  /** Throws AwsError as UpdateEndpointWeightsAndCapacities does. */
  readonly setCount: (id: TargetId, count: number) => void;
}
