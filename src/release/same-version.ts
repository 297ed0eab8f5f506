import { digestOf } from './digest';
import { modelContainer, pinnedImage } from './candidate-model';
import type { Facts } from './facts';
import type { JsonObject } from './canonical';
import { textAt } from './json-access';

/** The candidate is what serves: the same package, or the same images, artifacts and settings under another name. */
export function sameVersion({ stable, candidate, images }: Facts): boolean {
  if (stable.package?.arn === candidate.arn) return true;
  if (stable.package !== undefined || stable.containers.length === 0) return false;
  const before = stable.containers.map(loaded);
  const after = candidate.containers.map((container, index) =>
    loaded(modelContainer(container, images[index])),
  );
  return digestOf(before) === digestOf(after);
}

/** What a container runs and loads, whatever else its model says. */
function loaded(container: JsonObject): JsonObject {
  const { ModelDataUrl, ModelDataSource, Environment } = container;
  const digest = textAt(container, 'ImageDigest');
  const image = textAt(container, 'Image') ?? '';
  return {
    Image: pinnedImage({ image, digest, presence: 'present' }),
    ModelDataUrl,
    ModelDataSource,
    Environment: Environment ?? {},
  };
}
