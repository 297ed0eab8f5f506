import { canonical, type Json, type JsonObject } from './canonical';
import { modelContainer, modelContainers } from './candidate-model';
import type { Facts, ImageFacts } from './facts';
import { isObject, objectsAt, textAt } from './json-access';
import type { Difference } from './plan';
import { sealContainer } from './sealed-environment';

/** Every field in which what the release makes differs from what serves now, in a fixed order. */
export function differences(
  facts: Facts,
  candidateModel: JsonObject,
  liveConfig: JsonObject,
): Difference[] {
  return [...modelDifferences(facts, candidateModel), ...configDifferences(facts, liveConfig)];
}

function modelDifferences({ stable }: Facts, candidate: JsonObject): Difference[] {
  const before = stable.containers.map((container) =>
    container.ImageDigest === undefined
      ? without(container)
      : modelContainer(container, imageOf(container)),
  );
  const after = modelContainers(candidate);
  return compared(
    'model',
    listed('Containers', before.map(sealContainer)),
    listed('Containers', after.map(sealContainer)),
  );
}

/** What the live figures and the candidate's seat change; model names are the plan's own and shown as words. */
function configDifferences(
  { config, endpoint, stable }: Facts,
  liveConfig: JsonObject,
): Difference[] {
  const variants = objectsAt(config, 'ProductionVariants');
  const live = objectsAt(liveConfig, 'ProductionVariants').map((variant): JsonObject => ({
    ...variant,
    ModelName: 'the candidate’s model',
  }));
  const seat = endpoint.variants[0]?.name ?? '';
  const before = variants.map((variant): JsonObject => ({ ...variant, ModelName: stable.model }));
  return [
    ...compared('config', listed('ProductionVariants', before), listed('ProductionVariants', live)),
    {
      of: 'config',
      path: 'VariantName during the release',
      stable: seat,
      candidate: `${seat}-next`,
    },
  ];
}

function compared(of: Difference['of'], stable: Leaves, candidate: Leaves): Difference[] {
  const paths = [...new Set([...stable.keys(), ...candidate.keys()])].sort();
  return paths.flatMap((path) => {
    const [mine, theirs] = [stable.get(path) ?? '(none)', candidate.get(path) ?? '(none)'];
    return mine === theirs ? [] : [{ of, path, stable: mine, candidate: theirs }];
  });
}

type Leaves = ReadonlyMap<string, string>;

function listed(name: string, values: readonly JsonObject[]): Leaves {
  return new Map(values.flatMap((value, index) => leaves(`${name}[${index}]`, value)));
}

function leaves(path: string, value: Json | undefined): [string, string][] {
  if (value === undefined) return [];
  if (!isObject(value)) return [[path, typeof value === 'string' ? value : canonical(value)]];
  return Object.entries(value).flatMap(([key, member]) => leaves(`${path}.${key}`, member));
}

/** A model's own container says how it is loaded, which a package leaves to the default. */
function without({ Mode, ...container }: JsonObject): JsonObject {
  return Mode === 'SingleModel' ? container : { ...container, Mode };
}

function imageOf(container: JsonObject): ImageFacts {
  const digest = textAt(container, 'ImageDigest');
  return { image: textAt(container, 'Image') ?? '', digest, presence: 'present' };
}
