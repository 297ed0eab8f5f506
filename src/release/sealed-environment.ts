import type { Json, JsonObject } from './canonical';
import { modelContainers } from './candidate-model';
import { digestText } from './digest';
import { objectAt } from './json-access';

/** A container whose environment holds digests instead of values: a value may be a secret, and a plan goes into history. */
export function sealContainer(container: JsonObject): JsonObject {
  if (container.Environment === undefined) return container;
  const values = Object.entries(objectAt(container, 'Environment'));
  return {
    ...container,
    Environment: Object.fromEntries(values.map(([name, value]) => [name, sealed(value)])),
  };
}

/** The same for every container of a CreateModel input. */
export function sealModel(model: JsonObject): JsonObject {
  return eachContainer(model, sealContainer);
}

/** The CreateModel input with the values again, from the package's containers; throws where one is not what was sealed. */
export function unsealModel(model: JsonObject, containers: readonly JsonObject[]): JsonObject {
  return eachContainer(model, (container, index) => {
    if (container.Environment === undefined) return container;
    const values = objectAt(containers[index] ?? {}, 'Environment');
    for (const [name, digest] of Object.entries(objectAt(container, 'Environment')))
      if (sealed(values[name]) !== digest)
        throw new RangeError(`environment variable ${name} is not the one that was planned`);
    return { ...container, Environment: values };
  });
}

function eachContainer(
  model: JsonObject,
  change: (container: JsonObject, index: number) => JsonObject,
): JsonObject {
  const changed = modelContainers(model).map(change);
  if (model.Containers !== undefined) return { ...model, Containers: changed };
  return changed[0] === undefined ? model : { ...model, PrimaryContainer: changed[0] };
}

const sealed = (value: Json | undefined): string =>
  `sha256:${digestText(typeof value === 'string' ? value : '')}`;
