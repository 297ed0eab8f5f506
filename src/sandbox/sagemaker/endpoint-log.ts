import type { Variant } from '../fleet/variant';
import type { ServingLine, ServingVariant } from '../log-line';
import type { Endpoint } from './endpoint';
import type { World } from './world';

/** Writes the status of an endpoint to the log. */
export function tellStatus({ log }: World, endpoint: Endpoint): void {
  const { name, status, config, pending, failureReason } = endpoint;
  const pendingConfig = pending?.fleet.config;
  log.write({
    kind: 'endpoint',
    endpoint: name,
    status,
    config,
    ...(pendingConfig !== undefined && { pendingConfig }),
    ...(failureReason !== undefined && { failureReason }),
  });
}

/** Writes the weights and counts that are in force from now on to the log. */
export function tellServing(
  { log }: World,
  { name, serving }: Endpoint,
  cause: ServingLine['cause'],
): void {
  if (serving === undefined) return;
  const shown = serving.variants.map((variant) => [variant.name, servingVariant(variant)]);
  log.write({
    kind: 'serving',
    endpoint: name,
    config: serving.config,
    cause,
    variants: Object.fromEntries(shown) as ServingLine['variants'],
  });
}

function servingVariant(variant: Variant): ServingVariant {
  const { currentWeight: weight, instances, model, version, isShadow: shadow } = variant;
  return { weight, instances: instances.length, model, version, shadow };
}

/** Writes the stage of the deployment under way, and its share of the traffic, to the log. */
export function tellDeployment(
  { log }: World,
  { name, pending, traffic, serving }: Endpoint,
): void {
  if (pending === undefined) return;
  const { fleet, stage } = pending;
  const shifted = traffic?.green === fleet ? traffic.share : 0;
  log.write({
    kind: 'deployment',
    endpoint: name,
    config: fleet.config,
    stage: stage.status,
    share: serving === fleet ? 1 : shifted,
    ...(stage.message !== undefined && { message: stage.message }),
  });
}
