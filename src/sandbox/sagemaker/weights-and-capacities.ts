import type {
  DesiredWeightAndCapacity,
  UpdateEndpointWeightsAndCapacitiesInput,
  UpdateEndpointWeightsAndCapacitiesOutput,
} from '@aws-sdk/client-sagemaker';
import type { DesiredChange } from '../fleet/capacity-change';
import type { Checked } from '../service-model/checked';
import type { Call } from '../wire/operation';
import type { Endpoint } from './endpoint';
import { findEndpoint } from './endpoints';
import { invalid } from './names';
import type { World } from './world';

type Desired = Checked<DesiredWeightAndCapacity>;

/** Weights of one or more variants, or the instance count of one; members left out stay as they are. */
export function updateWeightsAndCapacities(
  world: World,
  input: Checked<UpdateEndpointWeightsAndCapacitiesInput>,
  call: Call,
): UpdateEndpointWeightsAndCapacitiesOutput {
  const { EndpointName: name, DesiredWeightsAndCapacities: desired } = input;
  const endpoint = findEndpoint(world, name, call);
  endpoint.assertChangeable();
  checkRequest(endpoint, desired);
  const changes = desired.flatMap((change) => readChange(endpoint, change));
  endpoint.change(changes);
  warnOfNothing(world, endpoint);
  return { EndpointArn: endpoint.arn };
}

function checkRequest(endpoint: Endpoint, desired: readonly Desired[]): void {
  const names = desired.map(({ VariantName }) => VariantName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw invalid(`The variant name "${twice}" was non-unique within the request.`);
  }
  const known = endpoint.serving?.variants.map(({ name }) => name) ?? [];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw invalid(
      `The variant name(s) "${unknown.join(', ')}" is/are not present within endpoint configuration "${endpoint.config}".`,
    );
  }
  if (desired.filter(({ DesiredInstanceCount }) => DesiredInstanceCount !== undefined).length > 1) {
    throw invalid('The capacity of one variant only can be changed in a call.');
  }
}

function readChange(endpoint: Endpoint, desired: Desired): DesiredChange[] {
  const variant = endpoint.serving?.variants.find(({ name }) => name === desired.VariantName);
  const { DesiredWeight: weight, DesiredInstanceCount: count } = desired;
  if (variant === undefined) return [];
  if (weight !== undefined && !Number.isFinite(weight)) {
    throw invalid(`DesiredWeight of ${variant.name} is ${weight}; it must be a finite number.`);
  }
  // Only variants that host inference components scale to zero.
  if (count !== undefined && count < 1) {
    throw invalid(`DesiredInstanceCount of ${variant.name} is ${count}; it must be 1 or more.`);
  }
  return [
    { variant, ...(weight !== undefined && { weight }), ...(count !== undefined && { count }) },
  ];
}

function warnOfNothing(world: World, endpoint: Endpoint): void {
  const production = endpoint.serving?.variants.filter(({ isShadow }) => !isShadow) ?? [];
  if (production.some(({ desiredWeight }) => desiredWeight > 0)) return;
  const what = `all weights of ${endpoint.name} were set to 0: its requests are answered 503`;
  world.log.write({ kind: 'undocumented', what });
}
