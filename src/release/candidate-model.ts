import type { JsonObject } from './canonical';
import type { ImageFacts } from './facts';
import { objectAt, objectsAt } from './json-access';

/** The stable's containers as its model names them: one primary, or several in a row. */
export function modelContainers(model: JsonObject): readonly JsonObject[] {
  const several = objectsAt(model, 'Containers');
  if (several.length > 0) return several;
  return model.PrimaryContainer === undefined ? [] : [objectAt(model, 'PrimaryContainer')];
}

/**
 * CreateModel input for the candidate, without name and tags: the package's containers by digest, in the stable's role,
 * network and isolation. Never by ModelPackageName, which SageMaker takes only from an approved package.
 */
export function candidateModel(
  stable: JsonObject,
  containers: readonly JsonObject[],
  images: readonly ImageFacts[],
): JsonObject {
  const seats = modelContainers(stable);
  const made = containers.map((container, index) =>
    modelContainer(
      container,
      images[index],
      seats.length === containers.length ? seats[index] : {},
    ),
  );
  return present({
    ...(made.length === 1 ? { PrimaryContainer: made[0] } : { Containers: made }),
    ExecutionRoleArn: stable.ExecutionRoleArn,
    VpcConfig: stable.VpcConfig,
    EnableNetworkIsolation: stable.EnableNetworkIsolation,
    InferenceExecutionConfig: stable.InferenceExecutionConfig,
  });
}

/** A package's container as CreateModel takes it; how the image is fetched and what is measured stays as in the stable's seat. */
export function modelContainer(
  container: JsonObject,
  image: ImageFacts | undefined,
  seat: JsonObject = {},
): JsonObject {
  return present({
    ContainerHostname: container.ContainerHostname,
    Image: image ? pinnedImage(image) : container.Image,
    ImageConfig: seat.ImageConfig,
    ...(container.ModelDataUrl === undefined
      ? { ModelDataSource: container.ModelDataSource }
      : { ModelDataUrl: container.ModelDataUrl }),
    AdditionalModelDataSources: container.AdditionalModelDataSources,
    Environment: container.Environment,
    ContainerMetricsConfig: seat.ContainerMetricsConfig,
  });
}

/** `repository@sha256:…`: a tag in front of the digest is dropped, the digest alone says what runs. */
export function pinnedImage({ image, digest }: ImageFacts): string {
  if (digest === undefined) return image;
  const repository = image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
  return `${repository}@${digest}`;
}

function present(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
