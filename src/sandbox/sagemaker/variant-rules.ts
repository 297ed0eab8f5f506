import type { CreateEndpointConfigInput, ProductionVariant } from '@aws-sdk/client-sagemaker';
import { checkName, invalid } from './names';

/** Ranges that the SDK's schema does not hold; both ends are allowed. */
const ranges: Readonly<Partial<Record<keyof ProductionVariant, readonly [number, number]>>> = {
  InitialInstanceCount: [1, Number.MAX_SAFE_INTEGER],
  InitialVariantWeight: [0, Number.MAX_VALUE],
  VolumeSizeInGB: [1, 512],
  ModelDataDownloadTimeoutInSeconds: [60, 3600],
  ContainerStartupHealthCheckTimeoutInSeconds: [60, 3600],
  VariantInstanceProvisionTimeoutInSeconds: [300, 3600],
};

const publishFrequencies = [10, 30, 60, 120, 180, 240, 300];

/** Throws ValidationException for an endpoint config that AWS would refuse. */
export function checkConfig(input: CreateEndpointConfigInput): void {
  const { ProductionVariants: production = [], ShadowProductionVariants: shadow } = input;
  if (production.length < 1 || production.length > 10) {
    throw invalid(`There are ${production.length} production variants; 1 to 10 are allowed.`);
  }
  if (shadow !== undefined && (shadow.length !== 1 || production.length !== 1)) {
    throw invalid(
      `A shadow needs exactly 1 production and 1 shadow variant, not ${production.length} and ${shadow.length}.`,
    );
  }
  const names = allVariants(input).map(({ VariantName = '' }) => VariantName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw invalid(`The variant name "${twice}" was non-unique within the request.`);
  for (const variant of allVariants(input)) checkVariant(variant, input);
  checkSettings(input);
}

function checkVariant(variant: ProductionVariant, input: CreateEndpointConfigInput): void {
  const { VariantName: name = '' } = variant;
  checkName('variantName', name);
  for (const [member, range] of Object.entries(ranges)) {
    const value: unknown = Reflect.get(variant, member);
    if (typeof value !== 'number') continue;
    if (value < range[0] || value > range[1]) {
      throw invalid(
        `${member} of variant ${name} is ${value}; it must be ${range[0]} to ${range[1]}.`,
      );
    }
  }
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

function checkSettings({ MetricsConfig, DataCaptureConfig }: CreateEndpointConfigInput): void {
  const { MetricPublishFrequencyInSeconds: frequency = 60 } = MetricsConfig ?? {};
  if (!publishFrequencies.includes(frequency)) {
    throw invalid(
      `MetricPublishFrequencyInSeconds is ${frequency}; it must be one of ${publishFrequencies.join(', ')}.`,
    );
  }
  const { InitialSamplingPercentage: sampling = 0 } = DataCaptureConfig ?? {};
  if (sampling < 0 || sampling > 100) {
    throw invalid(`InitialSamplingPercentage is ${sampling}; it must be 0 to 100.`);
  }
}

/** Production and shadow variants of a config. */
export function allVariants(
  input: Pick<CreateEndpointConfigInput, 'ProductionVariants' | 'ShadowProductionVariants'>,
): readonly ProductionVariant[] {
  return [...(input.ProductionVariants ?? []), ...(input.ShadowProductionVariants ?? [])];
}
