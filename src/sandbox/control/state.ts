import type { Variant } from '../fleet/variant';
import type { Endpoint } from '../sagemaker/endpoint';
import type { Account } from '../account/account';
import type { Faults } from './faults';

/** Everything a person or a test wants to see at once. */
export function describeState({ world, cloudwatch, loads, log }: Account, faults: Faults) {
  return {
    sandbox: true,
    clock: world.time.scale,
    log: log.path,
    load: loads.rates,
    endpoints: [...world.endpoints.values()].map(describeEndpoint),
    packages: [...world.packages.values()].map(({ arn, name, approval }) => ({
      arn,
      version: name,
      approval,
    })),
    alarms: cloudwatch.alarms.list().map(({ definition, state, reason, transitionedAt }) => ({
      name: definition.shown.AlarmName,
      state,
      reason,
      since: new Date(transitionedAt).toISOString(),
    })),
    faults: faults.list(),
  };
}

function describeEndpoint({ name, status, config, failureReason, serving, pending }: Endpoint) {
  return {
    name,
    status,
    config,
    failureReason,
    pendingConfig: pending?.fleet.config,
    variants: serving?.variants.map(describeVariant) ?? [],
  };
}

function describeVariant(variant: Variant) {
  const { name, isShadow, model, version, currentWeight, desiredWeight, desiredCount } = variant;
  return {
    name,
    isShadow,
    model,
    version,
    currentWeight,
    desiredWeight,
    desiredCount,
    instances: variant.instances.map(({ options, isHealthy, outstanding }) => ({
      id: options.id,
      isHealthy,
      outstanding,
    })),
  };
}
