import type {
  ContainerDefinition,
  CreateModelInput,
  CreateModelOutput,
  DeleteModelInput,
  DescribeModelInput,
  DescribeModelOutput,
  ListModelsInput,
  ListModelsOutput,
} from '@aws-sdk/client-sagemaker';
import { artifactUri, fetchArtifact } from '../models/artifact-store';
import { resolveDigest } from '../models/image-reference';
import type { Checked } from '../service-model/checked';
import { AwsError, type Call } from '../wire/operation';
import { packagedContainers } from './packaged-containers';
import { arnOf, invalid } from './names';
import { listPage } from './page';
import { without } from './without';
import type { World } from './world';

export interface ModelRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly input: Checked<CreateModelInput>;
  /** What really runs: a package's containers where the model names a package. */
  readonly containers: readonly ContainerDefinition[];
}

export function createModel(
  world: World,
  input: Checked<CreateModelInput>,
  call: Call,
): CreateModelOutput {
  const { ModelName: name, PrimaryContainer, Containers = [], Tags } = input;
  const arn = arnOf(call.caller, 'model', name);
  if (world.models.has(name)) throw invalid(`Cannot create already existing model "${arn}".`);
  if ((PrimaryContainer === undefined) === (Containers.length === 0)) {
    throw invalid('Exactly one of PrimaryContainer and Containers must be given.');
  }
  if (input.ExecutionRoleArn === undefined) throw invalid('ExecutionRoleArn must be given.');
  const given = PrimaryContainer === undefined ? Containers : [PrimaryContainer];
  const containers = given.flatMap((container) => packagedContainers(world, container, call));
  for (const container of containers) checkContainer(world, container);
  world.tags.create(arn, Tags);
  world.models.set(name, { name, arn, createdAt: new Date(), input, containers });
  return { ModelArn: arn };
}

export function describeModel(
  world: World,
  { ModelName: name }: Checked<DescribeModelInput>,
  call: Call,
): DescribeModelOutput {
  const { arn, createdAt, input } = findModel(world, name, call);
  const { PrimaryContainer, Containers } = input;
  return {
    ...without(input, 'Tags', 'PrimaryContainer', 'Containers'),
    ModelName: name,
    ModelArn: arn,
    CreationTime: createdAt,
    ...(PrimaryContainer && { PrimaryContainer: shown(PrimaryContainer) }),
    ...(Containers && { Containers: Containers.map(shown) }),
    EnableNetworkIsolation: input.EnableNetworkIsolation ?? false,
  };
}

export function deleteModel(
  world: World,
  { ModelName: name }: Checked<DeleteModelInput>,
  call: Call,
): Record<string, never> {
  const { arn } = findModel(world, name, call);
  world.models.delete(name);
  world.tags.remove(arn);
  return {};
}

export function listModels(world: World, input: ListModelsInput): ListModelsOutput {
  const by = input.SortBy === 'Name' ? 'name' : 'created';
  const { items, ...page } = listPage(world.models.values(), input, { by, default: 'Descending' });
  const Models = items.map(({ name, arn, createdAt }) => ({
    ModelName: name,
    ModelArn: arn,
    CreationTime: createdAt,
  }));
  return { Models, ...page };
}

/** Throws AWS's `Could not find model` where there is none. */
export function findModel(
  world: World,
  name: string,
  { caller }: Pick<Call, 'caller'>,
): ModelRecord {
  const model = world.models.get(name);
  if (model !== undefined) return model;
  throw invalid(`Could not find model "${arnOf(caller, 'model', name)}".`);
}

function checkContainer(world: World, container: ContainerDefinition): void {
  if (container.Image === undefined) throw invalid('A container needs Image or ModelPackageName.');
  if (container.Mode === 'MultiModel') {
    throw new AwsError(
      'UnknownOperationException',
      'The sandbox does not serve multi-model containers.',
    );
  }
  resolveDigest(world.images, container.Image);
  const uri = artifactUri(container);
  if (uri !== undefined && fetchArtifact(world, uri) === undefined) {
    throw invalid(`Could not find model data at ${uri}.`);
  }
}

/** DescribeModel names the default mode even where CreateModel did not. */
const shown = (container: ContainerDefinition): ContainerDefinition => ({
  Mode: 'SingleModel',
  ...container,
});
