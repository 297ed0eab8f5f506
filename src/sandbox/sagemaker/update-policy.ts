import type { DeploymentConfig, UpdateEndpointInput } from '@aws-sdk/client-sagemaker';
import { allAtOnce } from '../deployment/all-at-once';
import { guarded } from '../deployment/guardrails';
import type { Rollout } from '../deployment/site';
import type { Fleet } from '../fleet/variant';
import type { Endpoint } from './endpoint';
import type { World } from './world';

/**
 * How an update is carried out: with the guardrails it names, with the last ones when it retains them,
 * else all at once. Remembers them on the endpoint. Throws ValidationException.
 */
export function policyFor(
  world: World,
  endpoint: Endpoint,
  next: Fleet,
  input: UpdateEndpointInput,
): Rollout {
  const undocumented = (what: string): void => world.log.write({ kind: 'undocumented', what });
  const config = deploymentConfig(endpoint, input, undocumented);
  const old = endpoint.serving;
  if (config === undefined || old === undefined) return { policy: allAtOnce };
  const { alarmState, isCompositeAlarm } = world;
  const isMixed = endpoint.traffic !== undefined;
  const { policy, used, excluded } = guarded(config, { old, next, alarmState, isMixed });
  endpoint.lastDeployment = used;
  if (excluded !== undefined) {
    undocumented(`${endpoint.name} is updated without guardrails, as AWS does for ${excluded}`);
    return { policy };
  }
  if (next.variants.some(({ isShadow }) => isShadow)) {
    undocumented(`${endpoint.name} is updated with guardrails and a shadow variant: both are done`);
  }
  for (const { AlarmName = '' } of config.AutoRollbackConfiguration?.Alarms ?? []) {
    if (isCompositeAlarm(AlarmName)) {
      undocumented(`composite alarm ${AlarmName} may roll ${endpoint.name} back: as any alarm`);
    }
    if (alarmState(AlarmName) !== 'ALARM') continue;
    undocumented(`alarm ${AlarmName} is in ALARM as ${endpoint.name} is updated: not refused`);
  }
  return { policy, guardrails: used };
}

function deploymentConfig(
  { name, lastDeployment }: Endpoint,
  { DeploymentConfig: given, RetainDeploymentConfig: isRetained }: UpdateEndpointInput,
  undocumented: (what: string) => void,
): DeploymentConfig | undefined {
  if (isRetained !== true) return given;
  if (given !== undefined) {
    undocumented(
      `${name} is updated with DeploymentConfig and RetainDeploymentConfig: the first holds`,
    );
    return given;
  }
  if (lastDeployment === undefined) {
    undocumented(`${name} has no DeploymentConfig to retain: it is updated all at once`);
  }
  return lastDeployment;
}
