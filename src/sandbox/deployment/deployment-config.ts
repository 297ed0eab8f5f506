import type {
  BlueGreenUpdatePolicy,
  CapacitySize,
  DeploymentConfig,
  RollingUpdatePolicy,
} from '@aws-sdk/client-sagemaker';
import { invalid } from '../sagemaker/names';
import { violation } from './violation';

const root = 'deploymentConfig';

/** Throws SageMaker's ValidationException for a DeploymentConfig outside the ranges of its members. */
export function checkDeploymentConfig(config: DeploymentConfig): void {
  const { BlueGreenUpdatePolicy: blueGreen, RollingUpdatePolicy: rolling } = config;
  if (blueGreen !== undefined && rolling !== undefined) {
    throw invalid(
      'DeploymentConfig has both BlueGreenUpdatePolicy and RollingUpdatePolicy; only one update policy can be specified.',
    );
  }
  if (blueGreen !== undefined) checkBlueGreen(blueGreen);
  if (rolling !== undefined) checkRolling(rolling);
  checkAlarms(config);
}

function checkBlueGreen(policy: BlueGreenUpdatePolicy): void {
  const at = `${root}.blueGreenUpdatePolicy`;
  const routing = policy.TrafficRoutingConfiguration;
  if (routing === undefined) throw violation(`${at}.trafficRoutingConfiguration`);
  const place = `${at}.trafficRoutingConfiguration`;
  const { Type, CanarySize, LinearStepSize } = routing;
  checkOneOf(`${place}.type`, Type, ['ALL_AT_ONCE', 'CANARY', 'LINEAR']);
  checkRange(`${place}.waitIntervalInSeconds`, routing.WaitIntervalInSeconds, [0, 3600]);
  checkOptional(`${at}.terminationWaitInSeconds`, policy.TerminationWaitInSeconds, [0, 3600]);
  checkTimeout(at, policy.MaximumExecutionTimeoutInSeconds);
  if (CanarySize !== undefined) checkSize(`${place}.canarySize`, CanarySize);
  if (LinearStepSize !== undefined) checkSize(`${place}.linearStepSize`, LinearStepSize);
  if ((Type === 'CANARY') !== (CanarySize !== undefined)) {
    throw invalid(
      `CanarySize must be specified with Type CANARY and only with it; Type is ${Type}.`,
    );
  }
  if ((Type === 'LINEAR') !== (LinearStepSize !== undefined)) {
    throw invalid(
      `LinearStepSize must be specified with Type LINEAR and only with it; Type is ${Type}.`,
    );
  }
}

function checkRolling(policy: RollingUpdatePolicy): void {
  const at = `${root}.rollingUpdatePolicy`;
  const { MaximumBatchSize, RollbackMaximumBatchSize } = policy;
  if (MaximumBatchSize === undefined) throw violation(`${at}.maximumBatchSize`);
  checkSize(`${at}.maximumBatchSize`, MaximumBatchSize);
  if (RollbackMaximumBatchSize !== undefined) {
    checkSize(`${at}.rollbackMaximumBatchSize`, RollbackMaximumBatchSize);
  }
  checkRange(`${at}.waitIntervalInSeconds`, policy.WaitIntervalInSeconds, [0, 3600]);
  checkTimeout(at, policy.MaximumExecutionTimeoutInSeconds);
}

function checkAlarms({ AutoRollbackConfiguration: rollback }: DeploymentConfig): void {
  const alarms = rollback?.Alarms;
  if (alarms === undefined) return;
  const at = `${root}.autoRollbackConfiguration.alarms`;
  if (alarms.length < 1 || alarms.length > 10) {
    const limit =
      alarms.length < 1
        ? 'Member must have length greater than or equal to 1'
        : 'Member must have length less than or equal to 10';
    throw violation(at, limit, `[${alarms.map(({ AlarmName }) => AlarmName).join(', ')}]`);
  }
  for (const [index, { AlarmName = '' }] of alarms.entries()) {
    if (/^(?!\s*$).{1,255}$/.test(AlarmName)) continue;
    const limit = 'Member must satisfy regular expression pattern: ^(?!\\s*$).+';
    throw violation(`${at}.${index + 1}.member.alarmName`, limit, AlarmName);
  }
}

function checkSize(place: string, { Type, Value }: CapacitySize): void {
  checkOneOf(`${place}.type`, Type, ['INSTANCE_COUNT', 'CAPACITY_PERCENT']);
  checkRange(`${place}.value`, Value, [1, Number.MAX_SAFE_INTEGER]);
}

const checkTimeout = (at: string, seconds: number | undefined): void =>
  checkOptional(`${at}.maximumExecutionTimeoutInSeconds`, seconds, [600, 28_800]);

function checkOptional(
  place: string,
  value: number | undefined,
  range: readonly [number, number],
): void {
  if (value !== undefined) checkRange(place, value, range);
}

function checkRange(
  place: string,
  value: number | undefined,
  [least, most]: readonly [number, number],
): void {
  if (value === undefined) throw violation(place);
  const below = `Member must have value greater than or equal to ${least}`;
  const above = `Member must have value less than or equal to ${most}`;
  if (value < least) throw violation(place, below, value);
  if (value > most) throw violation(place, above, value);
}

function checkOneOf(place: string, value: string | undefined, allowed: readonly string[]): void {
  if (value === undefined) throw violation(place);
  if (allowed.includes(value)) return;
  throw violation(place, `Member must satisfy enum value set: [${allowed.join(', ')}]`, value);
}
