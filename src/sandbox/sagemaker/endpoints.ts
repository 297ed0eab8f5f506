import type {
  CreateEndpointInput,
  CreateEndpointOutput,
  DeleteEndpointInput,
  DescribeEndpointInput,
  DescribeEndpointOutput,
  ListEndpointsInput,
  ListEndpointsOutput,
  UpdateEndpointInput,
  UpdateEndpointOutput,
} from '@aws-sdk/client-sagemaker';
import { checkDeploymentConfig } from '../deployment/deployment-config';
import { buildFleet } from '../fleet/build-fleet';
import type { Fleet } from '../fleet/variant';
import type { Checked } from '../service-model/checked';
import type { Call } from '../wire/operation';
import { describeEndpointOutput } from './describe-endpoint';
import { Endpoint } from './endpoint';
import { findConfig } from './endpoint-configs';
import { arnOf, invalid } from './names';
import { listPage } from './page';
import { policyFor } from './update-policy';
import type { World } from './world';

export function createEndpoint(
  world: World,
  input: Checked<CreateEndpointInput>,
  call: Call,
): CreateEndpointOutput {
  const { EndpointName: name, EndpointConfigName: config, Tags } = input;
  if (input.DeploymentConfig !== undefined) checkDeploymentConfig(input.DeploymentConfig);
  const arn = arnOf(call.caller, 'endpoint', name);
  if (world.endpoints.has(name)) throw invalid(`Cannot create already existing endpoint "${arn}".`);
  world.tags.check(Tags);
  const fleet = buildFleet(world, findConfig(world, config, call));
  world.tags.create(arn, Tags);
  const endpoint = new Endpoint(world, name, arn);
  endpoint.lastDeployment = input.DeploymentConfig;
  world.endpoints.set(name, endpoint);
  endpoint.deploy(fleet);
  return { EndpointArn: arn };
}

export function describeEndpoint(
  world: World,
  { EndpointName: name }: Checked<DescribeEndpointInput>,
  call: Call,
): DescribeEndpointOutput {
  return describeEndpointOutput(findEndpoint(world, name, call));
}

export function updateEndpoint(
  world: World,
  input: Checked<UpdateEndpointInput>,
  call: Call,
): UpdateEndpointOutput {
  const { EndpointName: name, EndpointConfigName: config } = input;
  if (input.DeploymentConfig !== undefined) checkDeploymentConfig(input.DeploymentConfig);
  const endpoint = findEndpoint(world, name, call);
  endpoint.assertUpdatable();
  const fleet = buildFleet(world, findConfig(world, config, call));
  world.scaling?.assertUpdatable(endpoint, fleet);
  if (config === endpoint.config) {
    const what = `${name} was updated to ${config}, the config it has: its fleet is replaced`;
    world.log.write({ kind: 'undocumented', what });
  }
  if (input.RetainAllVariantProperties === true) retain(endpoint.serving, fleet, input);
  endpoint.deploy(fleet, policyFor(world, endpoint, fleet, input));
  return { EndpointArn: endpoint.arn };
}

export function deleteEndpoint(
  world: World,
  { EndpointName: name }: Checked<DeleteEndpointInput>,
  call: Call,
): Record<string, never> {
  const endpoint = findEndpoint(world, name, call);
  endpoint.assertSettled();
  world.scaling?.deleted(endpoint, call);
  endpoint.remove(() => forget(world, endpoint));
  return {};
}

/** Takes an endpoint that is gone out of the world. */
export function forget(world: World, { name, arn }: Endpoint): void {
  world.endpoints.delete(name);
  world.tags.remove(arn);
}

export function listEndpoints(world: World, input: ListEndpointsInput): ListEndpointsOutput {
  const sorts = { Name: 'name', CreationTime: 'created', Status: 'created' } as const;
  const endpoints = [...world.endpoints.values()]
    .filter(({ status }) => status === (input.StatusEquals ?? status))
    .map(({ name, arn, status, createdAt, modifiedAt }) => ({
      name,
      createdAt,
      modifiedAt,
      arn,
      status,
    }));
  const by = sorts[input.SortBy ?? 'CreationTime'];
  const { items, ...page } = listPage(endpoints, input, { by, default: 'Descending' });
  const Endpoints = items.map(({ name, arn, status, createdAt, modifiedAt }) => ({
    EndpointName: name,
    EndpointArn: arn,
    EndpointStatus: status,
    CreationTime: createdAt,
    LastModifiedTime: modifiedAt,
  }));
  return { Endpoints, ...page };
}

/** Throws AWS's `Could not find endpoint` where there is none. */
export function findEndpoint(
  world: World,
  name: string,
  { caller }: Pick<Call, 'caller'>,
): Endpoint {
  const endpoint = world.endpoints.get(name);
  if (endpoint !== undefined) return endpoint;
  throw invalid(`Could not find endpoint "${arnOf(caller, 'endpoint', name)}".`);
}

/** Live counts and weights of variants that keep their name outlive the update, but for those excluded. */
function retain(old: Fleet | undefined, next: Fleet, input: Checked<UpdateEndpointInput>): void {
  const excluded = (input.ExcludeRetainedVariantProperties ?? []).map(
    ({ VariantPropertyType }) => VariantPropertyType,
  );
  for (const variant of next.variants) {
    const live = old?.variants.find(({ name }) => name === variant.name);
    if (live === undefined) continue;
    if (!excluded.includes('DesiredInstanceCount')) variant.desiredCount = live.desiredCount;
    if (excluded.includes('DesiredWeight')) continue;
    variant.desiredWeight = live.desiredWeight;
    variant.currentWeight = live.desiredWeight;
  }
}
