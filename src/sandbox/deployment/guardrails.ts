import type { AutoRollbackConfig, DeploymentConfig } from '@aws-sdk/client-sagemaker';
import { productionVariants, type Fleet } from '../fleet/variant';
import { invalid } from '../sagemaker/names';
import { allAtOnce } from './all-at-once';
import { blueGreen } from './blue-green';
import { capacityOf, percentOf } from './capacity-size';
import { rolling } from './rolling';
import type { Policy } from './site';

export interface Guarded {
  readonly policy: Policy;
  /** What is really done, which LastDeploymentConfig shows. */
  readonly used: DeploymentConfig;
  /** Why the guardrails asked for are not applied; AWS says nothing of it. */
  readonly excluded?: string;
}

export interface Update {
  readonly old: Fleet;
  readonly next: Fleet;
  readonly alarmState: (name: string) => string | undefined;
  /** A rollback failed before: instances of two fleets serve. */
  readonly isMixed: boolean;
}

/** How a DeploymentConfig is carried out on an endpoint; throws ValidationException where it cannot be. */
export function guarded(config: DeploymentConfig, update: Update): Guarded {
  const { AutoRollbackConfiguration } = config;
  checkAlarmsExist(AutoRollbackConfiguration, update);
  checkSameVariants(update);
  const excluded = exclusion(config, update);
  // AWS falls back without an error; who asked for a bake has to look whether there was one.
  if (excluded !== undefined) return { policy: allAtOnce, used: noGuardrails, excluded };
  checkSizes(config, capacityOf(update.next));
  return { policy: policyOf(config), used: config };
}

/** Carries a DeploymentConfig out that was checked before; without one all at once. */
export function policyOf(config: DeploymentConfig | undefined): Policy {
  if (config === undefined) return allAtOnce;
  const { BlueGreenUpdatePolicy, RollingUpdatePolicy, AutoRollbackConfiguration } = config;
  if (RollingUpdatePolicy !== undefined) {
    return rolling(RollingUpdatePolicy, AutoRollbackConfiguration);
  }
  const policy = BlueGreenUpdatePolicy ?? noGuardrails.BlueGreenUpdatePolicy;
  return blueGreen(policy, AutoRollbackConfiguration);
}

const noGuardrails = {
  BlueGreenUpdatePolicy: {
    TrafficRoutingConfiguration: { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 0 },
    TerminationWaitInSeconds: 0,
  },
} satisfies DeploymentConfig;

function checkAlarmsExist(rollback: AutoRollbackConfig | undefined, { alarmState }: Update): void {
  const names = (rollback?.Alarms ?? []).map(({ AlarmName = '' }) => AlarmName);
  const missing = names.filter((name) => alarmState(name) === undefined);
  if (missing.length === 0) return;
  throw invalid(`Could not find CloudWatch alarm(s) "${missing.join('", "')}".`);
}

function checkSameVariants({ old, next }: Update): void {
  const names = (fleet: Fleet): string =>
    productionVariants(fleet)
      .map(({ name }) => name)
      .sort()
      .join(', ');
  if (names(old) === names(next)) return;
  throw invalid(
    `Deployment guardrails need the same variant names in both endpoint configurations: "${old.config}" has ${names(old)}, "${next.config}" has ${names(next)}.`,
  );
}

/** Why AWS would not apply guardrails to this update; undefined when it does. */
function exclusion({ RollingUpdatePolicy }: DeploymentConfig, { old, next, isMixed }: Update) {
  if (isMixed) return 'an endpoint in UpdateRollbackFailed';
  const variants = [...productionVariants(old), ...productionVariants(next)];
  if (variants.some(({ written }) => written.InstanceType?.startsWith('ml.inf1.') === true)) {
    return 'Inf1 instances';
  }
  if (variants.some(({ written }) => written.ServerlessConfig !== undefined)) {
    return 'serverless variants';
  }
  if (RollingUpdatePolicy !== undefined && [old, next].some((fleet) => fleet.variants.length > 1)) {
    return 'a rolling update of several variants';
  }
  return undefined;
}

function checkSizes(config: DeploymentConfig, total: number): void {
  const routing = config.BlueGreenUpdatePolicy?.TrafficRoutingConfiguration;
  const sizes = [
    ['CanarySize', routing?.CanarySize, 0, 50],
    ['LinearStepSize', routing?.LinearStepSize, 10, 50],
    ['MaximumBatchSize', config.RollingUpdatePolicy?.MaximumBatchSize, 5, 50],
    ['RollbackMaximumBatchSize', config.RollingUpdatePolicy?.RollbackMaximumBatchSize, 5, 100],
  ] as const;
  for (const [name, size, least, most] of sizes) {
    if (size === undefined) continue;
    const percent = percentOf(size, total);
    // Half of a single instance is none: there is nothing to shift in steps.
    if (percent >= least && percent <= most && (total > 1 || most === 100)) continue;
    throw invalid(
      `${name} of ${size.Value} ${size.Type} is not valid for ${total} instance(s): it must be ${least === 0 ? 'at most' : `${least}% to`} ${most}% of the variant's total instance count.`,
    );
  }
}
