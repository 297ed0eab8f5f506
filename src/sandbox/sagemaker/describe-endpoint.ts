import type {
  CreateEndpointConfigInput,
  DataCaptureConfigSummary,
  DeployedImage,
  DescribeEndpointOutput,
  PendingDeploymentSummary,
  PendingProductionVariantSummary,
  ProductionVariantSummary,
} from '@aws-sdk/client-sagemaker';
import { activeOf } from '../deployment/traffic';
import type { Fleet, Variant } from '../fleet/variant';
import type { Endpoint, Pending } from './endpoint';

/** An endpoint as DescribeEndpoint shows it. */
export function describeEndpointOutput(endpoint: Endpoint): DescribeEndpointOutput {
  const { serving, pending, settings } = endpoint;
  return {
    EndpointName: endpoint.name,
    EndpointArn: endpoint.arn,
    EndpointConfigName: endpoint.config,
    EndpointStatus: endpoint.status,
    FailureReason: endpoint.failureReason,
    CreationTime: endpoint.createdAt,
    LastModifiedTime: endpoint.modifiedAt,
    ...(serving && variantsOf(serving, summary)),
    DataCaptureConfig: captureOf(settings),
    MetricsConfig: settings?.MetricsConfig,
    AsyncInferenceConfig: settings?.AsyncInferenceConfig,
    ExplainerConfig: settings?.ExplainerConfig,
    LastDeploymentConfig: endpoint.lastDeployment,
    PendingDeploymentSummary: pending && pendingOf(endpoint, pending),
  };
}

function variantsOf<Shown>(fleet: Fleet, show: (variant: Variant) => Shown) {
  const shadows = fleet.variants.filter(({ isShadow }) => isShadow).map(show);
  return {
    ProductionVariants: fleet.variants.filter(({ isShadow }) => !isShadow).map(show),
    ...(shadows.length > 0 && { ShadowProductionVariants: shadows }),
  };
}

function summary(variant: Variant): ProductionVariantSummary {
  const { written, instances, desiredCount } = variant;
  const { InstancePools, CapacityReservationConfig } = written;
  return {
    ...shared(variant),
    CurrentInstanceCount: instances.length,
    DesiredInstanceCount: desiredCount,
    // All instances of the sandbox come from the pool of the highest priority.
    InstancePools: InstancePools?.map(({ InstanceType, Priority }) => ({
      InstanceType,
      Priority,
      CurrentInstanceCount: Priority === 1 ? instances.length : 0,
    })),
    CapacityReservationConfig: CapacityReservationConfig && {
      CapacityReservationPreference: CapacityReservationConfig.CapacityReservationPreference,
      MlReservationArn: CapacityReservationConfig.MlReservationArn,
    },
  };
}

function pendingOf(
  { traffic }: Endpoint,
  { fleet, startedAt, stage }: Pending,
): PendingDeploymentSummary {
  const { status, message, since } = stage;
  // While traffic shifts AWS counts the instances that are turned on.
  const current = (variant: Variant): number =>
    traffic?.green === fleet ? activeOf(variant, traffic.share) : variant.instances.length;
  const show = (variant: Variant): PendingProductionVariantSummary => ({
    ...shared(variant),
    CurrentInstanceCount: current(variant),
    DesiredInstanceCount: variant.desiredCount,
    InstanceType: variant.written.InstanceType,
    VariantStatus: [{ Status: status, StatusMessage: message, StartTime: since }],
  });
  const { config } = fleet;
  return { EndpointConfigName: config, StartTime: startedAt, ...variantsOf(fleet, show) };
}

function shared(variant: Variant) {
  const { written } = variant;
  return {
    VariantName: variant.name,
    DeployedImages: variant.images.map(({ specified, resolved, resolvedAt }): DeployedImage => ({
      SpecifiedImage: specified,
      ResolvedImage: resolved,
      ResolutionTime: new Date(resolvedAt),
    })),
    CurrentWeight: variant.currentWeight,
    DesiredWeight: variant.desiredWeight,
    CurrentServerlessConfig: written.ServerlessConfig,
    ManagedInstanceScaling: written.ManagedInstanceScaling,
    RoutingConfig: written.RoutingConfig,
  };
}

function captureOf(
  settings: CreateEndpointConfigInput | undefined,
): DataCaptureConfigSummary | undefined {
  const capture = settings?.DataCaptureConfig;
  if (capture === undefined) return undefined;
  const { EnableCapture = true } = capture;
  return {
    EnableCapture,
    CaptureStatus: EnableCapture ? 'Started' : 'Stopped',
    CurrentSamplingPercentage: capture.InitialSamplingPercentage,
    DestinationS3Uri: capture.DestinationS3Uri,
    KmsKeyId: capture.KmsKeyId ?? '',
  };
}
