import type { CreateEndpointConfigInput, ProductionVariant } from '@aws-sdk/client-sagemaker';
import type { Checked } from '../service-model/checked';
import { invalid } from './names';

type Input = Checked<CreateEndpointConfigInput>;

const publishFrequencies = [10, 30, 60, 120, 180, 240, 300];

/** Throws ValidationException for an endpoint config that AWS would refuse. */
export function checkConfig(input: Input): void {
  const { ProductionVariants: production, ShadowProductionVariants: shadow } = input;
  if (shadow !== undefined && (shadow.length !== 1 || production.length !== 1)) {
    throw invalid(
      `A shadow needs exactly 1 production and 1 shadow variant, not ${production.length} and ${shadow.length}.`,
    );
  }
  const names = allVariants(input).map(({ VariantName }) => VariantName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw invalid(`The variant name "${twice}" was non-unique within the request.`);
  for (const variant of allVariants(input)) checkVariant(variant, input);
  checkSettings(input);
}

function checkVariant(variant: Checked<ProductionVariant>, input: Input): void {
  const { VariantName: name } = variant;
  if (variant.ModelName === undefined && input.ExecutionRoleArn === undefined) {
    throw invalid(`Variant ${name} has no ModelName, so the config needs ExecutionRoleArn.`);
  }
  if (variant.ServerlessConfig !== undefined) return;
  if ((variant.InstanceType === undefined) === (variant.InstancePools === undefined)) {
    throw invalid(
      `Variant ${name} needs exactly one of InstanceType, InstancePools and ServerlessConfig.`,
    );
  }
  if (variant.InitialInstanceCount === undefined && variant.ModelName !== undefined) {
    throw invalid(`Variant ${name} needs InitialInstanceCount.`);
  }
}

function checkSettings({ MetricsConfig }: Input): void {
  const { MetricPublishFrequencyInSeconds: frequency = 60 } = MetricsConfig ?? {};
  if (!publishFrequencies.includes(frequency)) {
    throw invalid(
      `MetricPublishFrequencyInSeconds is ${frequency}; it must be one of ${publishFrequencies.join(', ')}.`,
    );
  }
}

/** Production and shadow variants of a config. */
export function allVariants(
  input: Pick<Input, 'ProductionVariants' | 'ShadowProductionVariants'>,
): readonly Checked<ProductionVariant>[] {
  return [...input.ProductionVariants, ...(input.ShadowProductionVariants ?? [])];
}
