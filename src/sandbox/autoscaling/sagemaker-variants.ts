import type { Variant } from '../fleet/variant';
import { findEndpoint } from '../sagemaker/endpoints';
import { updateWeightsAndCapacities } from '../sagemaker/weights-and-capacities';
import type { World } from '../sagemaker/world';
import type { Caller } from '../wire/operation';
import type { ScalableVariants, VariantCapacity } from './scalable-variants';
import type { ServiceRole } from './service-role';
import { invalid, variantOf, type TargetId } from './target-id';

/** Scales the variants of SageMaker's endpoints through its own operation, as the service role. */
export function createSageMakerVariants(world: World, role: ServiceRole): ScalableVariants {
  const capacity = (id: TargetId): VariantCapacity | undefined => {
    const { endpoint: name, variant: variantName } = variantOf(id) ?? {};
    const endpoint = world.endpoints.get(name ?? '');
    const variant = endpoint?.serving?.variants.find((variant) => variant.name === variantName);
    if (endpoint?.serving === undefined || variant === undefined) return undefined;
    return {
      desired: variant.desiredCount,
      running: variant.instances.length,
      isActive: endpoint.status === 'InService',
      failureReason: endpoint.failureReason,
      metricPeriodMs: endpoint.serving.metricPeriod * 1000,
    };
  };

  const check = (id: TargetId, caller: Caller): void => {
    const { endpoint: name = '', variant: variantName } = variantOf(id) ?? {};
    const endpoint = findEndpoint(world, name, { caller });
    const { variants = [] } = endpoint.serving ?? endpoint.pending?.fleet ?? {};
    const variant = variants.find((variant) => variant.name === variantName);
    if (variant === undefined) {
      throw invalid(`Could not find variant "${variantName}" of endpoint "${endpoint.arn}".`);
    }
    assertScalable(variant);
  };

  const setCount = (id: TargetId, count: number): void => {
    const { endpoint: EndpointName = '', variant: VariantName = '' } = variantOf(id) ?? {};
    const input = {
      EndpointName,
      DesiredWeightsAndCapacities: [{ VariantName, DesiredInstanceCount: count }],
    };
    role({ service: 'sagemaker', operation: 'UpdateEndpointWeightsAndCapacities', input }, (call) =>
      updateWeightsAndCapacities(world, input, call),
    );
  };
  return { check, capacity, setCount };
}

function assertScalable({ name, written }: Variant): void {
  const { ServerlessConfig, InstanceType = '' } = written;
  if (ServerlessConfig !== undefined) {
    throw invalid(
      `Variant "${name}" is serverless; its dimension is sagemaker:variant:DesiredProvisionedConcurrency.`,
    );
  }
  // SageMaker's guide, "Auto scaling prerequisites": burstable types are not scaled.
  if (!/^ml\.t\d/.test(InstanceType)) return;
  throw invalid(`Variant "${name}" runs on ${InstanceType}; burstable types cannot be scaled.`);
}
