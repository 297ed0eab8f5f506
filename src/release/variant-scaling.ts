import type { JsonObject } from './canonical';
import { aimedAt } from './variant-dimension';

/** Which of a scalable target's activities are suspended. */
export interface Suspended {
  readonly scaleIn: boolean;
  readonly scaleOut: boolean;
  readonly scheduled: boolean;
}

/** What Application Auto Scaling does to one variant. */
export interface VariantScaling {
  readonly min: number;
  readonly max: number;
  readonly suspended: Suspended;
  /** PutScalingPolicy inputs without namespace, resource and dimension. */
  readonly policies: readonly JsonObject[];
  /** PutScheduledAction inputs without namespace, resource and dimension. */
  readonly scheduledActions: readonly JsonObject[];
}

/** Where Application Auto Scaling finds the count of a variant's instances. */
export function variantTarget(endpoint: string, variant: string) {
  return {
    ServiceNamespace: 'sagemaker',
    ResourceId: `endpoint/${endpoint}/variant/${variant}`,
    ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
  } as const;
}

/** The same scaling for another variant: metrics of its own are aimed at it, and its fleet does not shrink. */
export function scalingFor(scaling: VariantScaling, from: string, to: string): VariantScaling {
  return {
    ...scaling,
    suspended: { ...scaling.suspended, scaleIn: true },
    policies: scaling.policies.map((policy) => aimedAt(policy, from, to)),
  };
}
