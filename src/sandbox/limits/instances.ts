import type { World } from '../sagemaker/world';
import { allVariants } from '../sagemaker/variant-rules';
import { isRecord } from '../wire/exchange';
import type { Call } from '../wire/operation';

/** Instances of a type, by type. */
export type InstanceCounts = ReadonlyMap<string, number>;

/** Instances of all fleets that run or are brought up, of one endpoint where it is named. */
export function runningInstances(world: World, endpoint?: string): InstanceCounts {
  const endpoints = [...world.endpoints.values()].filter(({ name }) => (endpoint ?? name) === name);
  const variants = endpoints
    .flatMap(({ serving, pending }) => [serving, pending?.fleet])
    .filter((fleet, index, all) => all.indexOf(fleet) === index)
    .flatMap((fleet) => fleet?.variants ?? []);
  return sum(variants.map(({ written, desiredCount }) => [written.InstanceType, desiredCount]));
}

/**
 * Instances that a call asks for beside those there are: an update brings up its whole new fleet
 * before the old one goes. AWS does not document how it counts them.
 */
export function requestedInstances(world: World, { operation, input }: Call): InstanceCounts {
  if (operation === 'CreateEndpoint' || operation === 'UpdateEndpoint') {
    const config = world.configs.get(nameOf(input.EndpointConfigName))?.input;
    const variants = config === undefined ? [] : allVariants(config);
    return sum(
      variants.map(({ InstanceType, InitialInstanceCount }) => [
        InstanceType,
        InitialInstanceCount ?? 1,
      ]),
    );
  }
  if (operation !== 'UpdateEndpointWeightsAndCapacities') return new Map();
  const fleet = world.endpoints.get(nameOf(input.EndpointName))?.serving;
  const { DesiredWeightsAndCapacities: desired } = input;
  const changes = Array.isArray(desired) ? desired.filter(isRecord) : [];
  return sum(
    changes.map(({ VariantName, DesiredInstanceCount }) => {
      const live = fleet?.variants.find(({ name }) => name === VariantName);
      const wanted = typeof DesiredInstanceCount === 'number' ? DesiredInstanceCount : undefined;
      const now = live?.desiredCount ?? 0;
      return [live?.written.InstanceType, (wanted ?? now) - now];
    }),
  );
}

const nameOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function sum(counts: readonly (readonly [string | undefined, number])[]): InstanceCounts {
  const total = new Map<string, number>();
  for (const [type, count] of counts) {
    if (type !== undefined) total.set(type, (total.get(type) ?? 0) + count);
  }
  return total;
}
