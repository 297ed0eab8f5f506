import { randomBytes } from 'node:crypto';
import type { ContainerDefinition, ProductionVariant } from '@aws-sdk/client-sagemaker';
import { imageOnly, readArtifact, type Artifact } from '../models/behaviour';
import { artifactUri, fetchArtifact } from '../models/artifact-store';
import { resolveDigest, withDigest } from '../models/image-reference';
import { Instance } from '../models/instance';
import type { EndpointConfigRecord } from '../sagemaker/endpoint-configs';
import { allVariants } from '../sagemaker/variant-rules';
import type { World } from '../sagemaker/world';
import type { Checked } from '../service-model/checked';
import { AwsError } from '../wire/operation';
import type { DeployedImage, Fleet, Variant } from './variant';

/** A fleet of a config with its Initial counts and weights; nothing of it runs yet. */
export function buildFleet(world: World, { name, input }: EndpointConfigRecord): Fleet {
  const { MetricsConfig: metrics = {} } = input;
  const frequency = metrics.MetricPublishFrequencyInSeconds ?? 60;
  const shadows = input.ShadowProductionVariants ?? [];
  return {
    config: name,
    settings: input,
    // Without enhanced metrics the frequency is that of the utilization metrics only.
    metricPeriod: metrics.EnableEnhancedMetrics === true ? frequency : 60,
    utilizationPeriod: frequency,
    variants: allVariants(input).map((variant) =>
      buildVariant(world, variant, shadows.includes(variant)),
    ),
  };
}

function buildVariant(
  world: World,
  written: Checked<ProductionVariant>,
  isShadow: boolean,
): Variant {
  const { VariantName: name, ModelName: model = '', InitialVariantWeight: weight = 1 } = written;
  const container = onlyContainer(world, model);
  return {
    name,
    isShadow,
    model,
    version: readFrom(world, container)?.version ?? model,
    written,
    container,
    images: [deployedImage(world, container.Image ?? '')],
    currentWeight: weight,
    desiredWeight: weight,
    desiredCount: written.ServerlessConfig === undefined ? (written.InitialInstanceCount ?? 1) : 1,
    instances: [],
  };
}

function onlyContainer(world: World, model: string): ContainerDefinition {
  const [container, ...others] = world.models.get(model)?.containers ?? [];
  if (container !== undefined && others.length === 0) return container;
  throw new AwsError(
    'UnknownOperationException',
    `The sandbox deploys models of one container; model "${model}" has ${container ? others.length + 1 : 0}.`,
  );
}

function deployedImage(world: World, image: string): DeployedImage {
  const digest = resolveDigest(world.images, image);
  return {
    specified: image,
    resolved: digest === undefined ? undefined : withDigest(image, digest),
    resolvedAt: Date.now(),
  };
}

/** AWS's default for the health check of a real-time container, s. */
const defaultHealthCheck = 480;

/** A process needs its time to start however fast AWS's clock runs, ms. */
const leastHealthCheckMs = 45_000;

/** A new instance of a variant, with the artifact's bytes as they stand in S3 now. */
export function newInstance(world: World, endpoint: string, variant: Variant): Instance {
  const { time, log } = world;
  const { ContainerStartupHealthCheckTimeoutInSeconds: seconds = defaultHealthCheck } =
    variant.written;
  const artifact = readFrom(world, variant.container);
  return new Instance({
    id: `i-${randomBytes(6).toString('hex')}`,
    endpoint,
    variant: variant.name,
    model: variant.model,
    version: artifact?.version ?? variant.version,
    artifact,
    healthCheckMs: Math.max((seconds * 1000) / time.scale, leastHealthCheckMs),
    time,
    log,
  });
}

/** A container that loads nothing behaves well; one whose artifact cannot be read dies at start. */
function readFrom(world: World, container: ContainerDefinition): Artifact | undefined {
  const uri = artifactUri(container);
  if (uri === undefined) return imageOnly(container.Image);
  const found = fetchArtifact(world, uri);
  return found && readArtifact(found.bytes.toString('utf8'));
}
