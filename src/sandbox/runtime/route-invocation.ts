import type { Conditions } from '../deployment/conditions';
import { drawLane, type Lane } from '../deployment/traffic';
import {
  drawVariant,
  pickInstance,
  productionVariants,
  type Fleet,
  type Variant,
} from '../fleet/variant';
import type { Instance } from '../models/instance';
import type { Endpoint } from '../sagemaker/endpoint';
import { sandboxRegion } from '../sagemaker/names';
import type { Invocation } from './invocation';
import type { DataPlane } from './invoke-endpoint';
import { unavailable, validationError, type RuntimeError } from './runtime-error';

export interface Routed {
  readonly fleet: Fleet;
  readonly variant: Variant;
  readonly instance: Instance;
  /** What goes wrong on AWS's side of the endpoint. */
  readonly conditions: Conditions;
}

/** SageMaker takes bodies of up to this many bytes. */
const mostBytes = 6_291_456;

/** Where a request goes: the named variant or one drawn by weight, and an instance of it. */
export function routeInvocation(
  { endpoints, account }: Pick<DataPlane, 'endpoints' | 'account'>,
  invocation: Invocation,
): Routed | RuntimeError {
  const endpoint = endpoints.get(invocation.endpoint);
  const { serving, status } = endpoint ?? {};
  if (endpoint === undefined || serving === undefined || status === 'Deleting') {
    return validationError(
      `Endpoint ${invocation.endpoint} of account ${account} not found in ${sandboxRegion}.`,
    );
  }
  if (invocation.body.length > mostBytes) {
    return validationError(
      `The body has ${invocation.body.length} bytes; ${mostBytes} are allowed.`,
    );
  }
  if (invocation.inferenceComponent !== undefined) {
    return validationError('Inference Component Name header is not allowed for this endpoint.');
  }
  if (status === 'OutOfService') {
    return unavailable(`Endpoint ${invocation.endpoint} is out of service.`);
  }
  if (serving.settings.AsyncInferenceConfig !== undefined) {
    return validationError('This endpoint serves InvokeEndpointAsync only.');
  }
  const { fleet, active } = laneOf(endpoint, serving);
  const variant = chosen(fleet, invocation.targetVariant);
  if (variant === undefined) return noVariant(invocation);
  const instance = pickInstance(variant, Math.random(), active?.(variant));
  if (instance === undefined)
    return unavailable(`No instance of variant ${variant.name} is healthy.`);
  return { fleet, variant, instance, conditions: endpoint.conditions };
}

/** The fleet that answers one request; two share them while a guarded deployment shifts traffic. */
function laneOf({ traffic }: Endpoint, serving: Fleet): Omit<Lane, 'active'> & Partial<Lane> {
  return traffic === undefined ? { fleet: serving } : drawLane(traffic, Math.random());
}

function chosen(fleet: Fleet, target: string | undefined): Variant | undefined {
  if (target === undefined) return drawVariant(fleet, Math.random());
  return productionVariants(fleet).find(({ name }) => name === target);
}

function noVariant({ endpoint, targetVariant }: Invocation): RuntimeError {
  if (targetVariant === undefined) return unavailable(`All weights of ${endpoint} are 0.`);
  return validationError(`Variant ${targetVariant} is not found on endpoint ${endpoint}.`);
}
