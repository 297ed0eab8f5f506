import { setTimeout as delay } from 'node:timers/promises';
import { sandboxRegion } from '../sagemaker/names';
import type { World } from '../sagemaker/world';
import { sandboxAccount } from '../wire/caller';
import type { SeedCall } from './seed-caller';

export const seededEndpoint = 'fraud-scorer';

const key = `arn:aws:kms:${sandboxRegion}:${sandboxAccount}:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0`;
const Tags = [
  { Key: 'team', Value: 'payments-risk' },
  { Key: 'cost-center', Value: '4711' },
];

/** Brings `fraud-scorer` into service on `fraud/1`, with a fleet raised above what its config says. */
export async function seedEndpoint(
  call: SeedCall,
  world: World,
  packageArn: string,
): Promise<void> {
  call('CreateModel', {
    ModelName: 'fraud-1',
    PrimaryContainer: { ModelPackageName: packageArn, Environment: { LOG_LEVEL: 'warning' } },
    ExecutionRoleArn: `arn:aws:iam::${sandboxAccount}:role/fraud-scorer-execution`,
    VpcConfig: {
      SecurityGroupIds: ['sg-0123456789abcdef0'],
      Subnets: ['subnet-0123456789abcdef0', 'subnet-0fedcba9876543210'],
    },
    EnableNetworkIsolation: true,
    Tags,
  });
  call('CreateEndpointConfig', endpointConfig());
  const EndpointName = seededEndpoint;
  call('CreateEndpoint', { EndpointName, EndpointConfigName: 'fraud-scorer-1', Tags });
  await settled(world);
  call('UpdateEndpointWeightsAndCapacities', {
    EndpointName,
    DesiredWeightsAndCapacities: [{ VariantName: 'main', DesiredInstanceCount: 2 }],
  });
  await settled(world);
}

/** Every field that AWS allows for a variant of this kind has a value that is not its default. */
function endpointConfig() {
  return {
    EndpointConfigName: 'fraud-scorer-1',
    ProductionVariants: [
      {
        VariantName: 'main',
        ModelName: 'fraud-1',
        InitialInstanceCount: 1,
        InstanceType: 'ml.m5.xlarge',
        InitialVariantWeight: 100,
        VolumeSizeInGB: 40,
        ModelDataDownloadTimeoutInSeconds: 900,
        ContainerStartupHealthCheckTimeoutInSeconds: 300,
        VariantInstanceProvisionTimeoutInSeconds: 600,
        EnableSSMAccess: true,
        RoutingConfig: { RoutingStrategy: 'LEAST_OUTSTANDING_REQUESTS' },
        CoreDumpConfig: {
          DestinationS3Uri: 's3://sandbox-fraud-capture/core-dumps',
          KmsKeyId: key,
        },
      },
    ],
    DataCaptureConfig: {
      EnableCapture: true,
      InitialSamplingPercentage: 20,
      DestinationS3Uri: 's3://sandbox-fraud-capture/requests',
      KmsKeyId: key,
      CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
      CaptureContentTypeHeader: { JsonContentTypes: ['application/json'] },
    },
    KmsKeyId: key,
    MetricsConfig: {
      EnableEnhancedMetrics: true,
      EnableDetailedObservability: false,
      MetricPublishFrequencyInSeconds: 10,
    },
    Tags,
  };
}

/** The seed goes on when the processes have really started. */
async function settled(world: World): Promise<void> {
  const endpoint = world.endpoints.get(seededEndpoint);
  while (endpoint?.status === 'Creating' || endpoint?.status === 'Updating') await delay(10);
  if (endpoint?.status === 'InService' && endpoint.failureReason === undefined) return;
  throw new Error(`The seeded endpoint did not start: ${endpoint?.failureReason ?? 'it is gone'}`);
}
