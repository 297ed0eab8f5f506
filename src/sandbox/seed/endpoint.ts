import { setTimeout as delay } from 'node:timers/promises';
import { sandboxRegion } from '../sagemaker/names';
import type { World } from '../sagemaker/world';
import { bucketOf, type SeedNames } from './names';
import type { SeedCall } from './seed-caller';

const Tags = [
  { Key: 'team', Value: 'payments-risk' },
  { Key: 'cost-center', Value: '4711' },
];

/** Brings the endpoint into service on version 1 of the group, with a fleet raised above what its config says. */
export async function seedEndpoint(
  call: SeedCall,
  world: World,
  packageArn: string,
  { endpoint, group }: SeedNames,
): Promise<void> {
  const ModelName = `${group}-1`;
  const EndpointConfigName = `${endpoint}-1`;
  call('CreateModel', {
    ModelName,
    PrimaryContainer: { ModelPackageName: packageArn, Environment: { LOG_LEVEL: 'warning' } },
    ExecutionRoleArn: `arn:aws:iam::${world.account}:role/fraud-scorer-execution`,
    VpcConfig: {
      SecurityGroupIds: ['sg-0123456789abcdef0'],
      Subnets: ['subnet-0123456789abcdef0', 'subnet-0fedcba9876543210'],
    },
    EnableNetworkIsolation: true,
    Tags,
  });
  call('CreateEndpointConfig', endpointConfig(EndpointConfigName, ModelName, world.account));
  const captureBucket = bucketOf(world.account, 'sandbox-fraud-capture');
  // In memory captures would only ever grow: there the bucket is left for the user to create.
  if (world.objects.isOnDisk && !world.objects.hasBucket(captureBucket)) {
    world.objects.createBucket(captureBucket, undefined, { owner: world.account });
  }
  // For releases that compare answers: nothing is captured there before.
  const shadowBucket = bucketOf(world.account, 'sandbox-fraud-shadow');
  if (!world.objects.hasBucket(shadowBucket)) {
    world.objects.createBucket(shadowBucket, undefined, { owner: world.account });
  }
  const EndpointName = endpoint;
  call('CreateEndpoint', { EndpointName, EndpointConfigName, Tags });
  await settled(world, endpoint);
  call('UpdateEndpointWeightsAndCapacities', {
    EndpointName,
    DesiredWeightsAndCapacities: [{ VariantName: 'main', DesiredInstanceCount: 2 }],
  });
  await settled(world, endpoint);
}

/** Every field that AWS allows for a variant of this kind has a value that is not its default. */
function endpointConfig(EndpointConfigName: string, ModelName: string, account: string) {
  const captureBucket = bucketOf(account, 'sandbox-fraud-capture');
  const key = `arn:aws:kms:${sandboxRegion}:${account}:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0`;
  return {
    EndpointConfigName,
    ProductionVariants: [
      {
        VariantName: 'main',
        ModelName,
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
          DestinationS3Uri: `s3://${captureBucket}/core-dumps`,
          KmsKeyId: key,
        },
      },
    ],
    DataCaptureConfig: {
      EnableCapture: true,
      InitialSamplingPercentage: 20,
      DestinationS3Uri: `s3://${captureBucket}/requests`,
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
async function settled(world: World, name: string): Promise<void> {
  const endpoint = world.endpoints.get(name);
  while (endpoint?.status === 'Creating' || endpoint?.status === 'Updating') await delay(10);
  if (endpoint?.status === 'InService' && endpoint.failureReason === undefined) return;
  throw new Error(`The seeded endpoint did not start: ${endpoint?.failureReason ?? 'it is gone'}`);
}
