import type {
  ContainerDefinition,
  ModelPackageContainerDefinition,
} from '@aws-sdk/client-sagemaker';
import { withDigest } from '../models/image-reference';
import type { Call } from '../wire/operation';
import { invalid } from './names';
import { findPackage } from './model-packages';
import { registryOf } from './shared-registry';
import type { World } from './world';

/** The containers a model's container stands for; throws ValidationException for a package not approved. */
export function packagedContainers(
  world: World,
  container: ContainerDefinition,
  call: Call,
): readonly ContainerDefinition[] {
  const { ModelPackageName: name } = container;
  if (name === undefined) return [container];
  if (container.Image !== undefined || artifactGiven(container)) {
    throw invalid('ModelPackageName cannot be given together with Image or model data.');
  }
  const found = findPackage(registryOf(world, name, call), name);
  // Only versions of a group wait for an approval.
  if (found.group !== undefined && found.approval !== 'Approved') {
    throw invalid(
      `Model package "${found.arn}" is ${found.approval}; only an Approved one can be deployed.`,
    );
  }
  const packaged = found.input.InferenceSpecification?.Containers ?? [];
  return packaged.map((definition) => deployed(definition, container));
}

const artifactGiven = ({ ModelDataUrl, ModelDataSource }: ContainerDefinition): boolean =>
  ModelDataUrl !== undefined || ModelDataSource !== undefined;

function deployed(
  definition: ModelPackageContainerDefinition,
  container: ContainerDefinition,
): ContainerDefinition {
  const { Image, ImageDigest, ModelDataUrl, ModelDataSource, Environment } = definition;
  const pinned =
    Image !== undefined && ImageDigest !== undefined ? withDigest(Image, ImageDigest) : Image;
  return {
    Image: pinned,
    ModelDataUrl,
    ModelDataSource,
    Environment: { ...Environment, ...container.Environment },
  };
}
