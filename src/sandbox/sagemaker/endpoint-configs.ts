import type {
  CreateEndpointConfigInput,
  CreateEndpointConfigOutput,
  DeleteEndpointConfigInput,
  DescribeEndpointConfigInput,
  DescribeEndpointConfigOutput,
  ListEndpointConfigsInput,
  ListEndpointConfigsOutput,
  ProductionVariant,
} from '@aws-sdk/client-sagemaker';
import type { Checked } from '../service-model/checked';
import type { Call } from '../wire/operation';
import { arnOf, invalid } from './names';
import { findModel } from './models';
import { listPage } from './page';
import { allVariants, checkConfig } from './variant-rules';
import { without } from './without';
import type { World } from './world';

type Input = Checked<CreateEndpointConfigInput>;

export interface EndpointConfigRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly input: Input;
  /** Members of an AWS newer than the SDK, set through the control port only. */
  unknownMembers: Readonly<Record<string, unknown>>;
}

export function createEndpointConfig(
  world: World,
  given: Input,
  call: Call,
): CreateEndpointConfigOutput {
  const { EndpointConfigName: name } = given;
  const arn = arnOf(call.caller, 'endpoint-config', name);
  if (world.configs.has(name)) {
    throw invalid(`Cannot create already existing endpoint configuration "${arn}".`);
  }
  const input = withDefaults(given);
  checkConfig(input);
  for (const { ModelName } of allVariants(input)) {
    if (ModelName !== undefined) findModel(world, ModelName, call);
  }
  world.tags.create(arn, input.Tags);
  world.configs.set(name, { name, arn, createdAt: new Date(), input, unknownMembers: {} });
  return { EndpointConfigArn: arn };
}

export function describeEndpointConfig(
  world: World,
  { EndpointConfigName: name }: Checked<DescribeEndpointConfigInput>,
  call: Call,
): DescribeEndpointConfigOutput {
  const { arn, createdAt, input, unknownMembers } = findConfig(world, name, call);
  return {
    ...without(input, 'Tags'),
    ...unknownMembers,
    EndpointConfigName: name,
    EndpointConfigArn: arn,
    CreationTime: createdAt,
  };
}

export function deleteEndpointConfig(
  world: World,
  { EndpointConfigName: name }: Checked<DeleteEndpointConfigInput>,
  call: Call,
): Record<string, never> {
  const { arn } = findConfig(world, name, call);
  const users = [...world.endpoints.values()].filter((endpoint) => endpoint.uses(name));
  for (const endpoint of users) {
    // AWS documents that this must not be done, not that it refuses it.
    const what = `endpoint config ${name} was deleted while ${endpoint.name} uses it`;
    world.log.write({ kind: 'undocumented', what });
  }
  world.configs.delete(name);
  world.tags.remove(arn);
  return {};
}

export function listEndpointConfigs(
  world: World,
  input: ListEndpointConfigsInput,
): ListEndpointConfigsOutput {
  const by = input.SortBy === 'Name' ? 'name' : 'created';
  const { items, ...page } = listPage(world.configs.values(), input, { by, default: 'Descending' });
  const EndpointConfigs = items.map(({ name, arn, createdAt }) => ({
    EndpointConfigName: name,
    EndpointConfigArn: arn,
    CreationTime: createdAt,
  }));
  return { EndpointConfigs, ...page };
}

/** Throws AWS's `Could not find endpoint configuration` where there is none. */
export function findConfig(
  world: World,
  name: string,
  { caller }: Pick<Call, 'caller'>,
): EndpointConfigRecord {
  const config = world.configs.get(name);
  if (config !== undefined) return config;
  throw invalid(
    `Could not find endpoint configuration "${arnOf(caller, 'endpoint-config', name)}".`,
  );
}

/** Weight is the only member that DescribeEndpointConfig shows with a default. */
function withDefaults(input: Input): Input {
  const weighted = (variant: Checked<ProductionVariant>): Checked<ProductionVariant> => ({
    ...variant,
    InitialVariantWeight: variant.InitialVariantWeight ?? 1,
  });
  return {
    ...input,
    ProductionVariants: input.ProductionVariants.map(weighted),
    ...(input.ShadowProductionVariants && {
      ShadowProductionVariants: input.ShadowProductionVariants.map(weighted),
    }),
  };
}
