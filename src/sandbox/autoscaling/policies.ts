import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type {
  DeleteScalingPolicyRequest,
  DescribeScalingPoliciesRequest,
} from '@aws-sdk/client-application-auto-scaling';
import type { Checked } from '../service-model/checked';
import { AwsError, type Call } from '../wire/operation';
import { shownAlarms } from './acting-alarm';
import { assertRoom, ownedBy, ownedKey, ownedPage, registeredTarget } from './owned';
import { readRule, type Policy, type PutPolicyInput, type TrackingConfig } from './policy';
import type { Scaling } from './scaling';
import { invalid, named, type TargetId } from './target-id';
import { deleteTrackingAlarms, putTrackingAlarms } from './tracking-alarms';

/** The account's quota for policies of one target; AWS does not raise it. */
const mostPolicies = 50;

export function putScalingPolicy(scaling: Scaling, request: PutPolicyInput, { caller }: Call) {
  const { PolicyName: name } = request;
  const target = registeredTarget(scaling, request);
  const existing = scaling.policies.get(ownedKey(target, name));
  const rule = readRule(request, existing);
  if (existing === undefined) {
    assertRoom(policiesOf(scaling, target), mostPolicies, 'scaling policies');
  }
  const uuid = randomUUID();
  const policy: Policy = {
    name,
    target,
    rule,
    arn:
      existing?.arn ??
      `arn:aws:autoscaling:${caller.region}:${caller.account}:scalingPolicy:${uuid}:resource/${target.ServiceNamespace}/${target.ResourceId}:policyName/${name}`,
    alarms: [],
    createdAt: existing?.createdAt ?? scaling.clock.now(),
  };
  const alarms = rule.type === 'StepScaling' ? [] : renewAlarms(scaling, policy, rule.config);
  // A policy that is changed gets new alarms under new names; the old ones go.
  if (existing !== undefined) deleteTrackingAlarms(scaling, existing);
  scaling.policies.set(ownedKey(target, name), { ...policy, alarms });
  return { PolicyARN: policy.arn, Alarms: alarms.length > 0 ? shownAlarms(scaling, policy) : [] };
}

export function describeScalingPolicies(
  scaling: Scaling,
  request: Checked<DescribeScalingPoliciesRequest>,
) {
  const { items, ...next } = ownedPage(scaling.policies.values(), request, request.PolicyNames);
  return { ScalingPolicies: items.map((policy) => shown(scaling, policy)), ...next };
}

export function deleteScalingPolicy(
  scaling: Scaling,
  { PolicyName: name, ...target }: Checked<DeleteScalingPolicyRequest>,
) {
  const policy = scaling.policies.get(ownedKey(target, name));
  if (policy === undefined) {
    throw new AwsError(
      'ObjectNotFoundException',
      `No scaling policy found for ${named(target)}, policy name: ${name}`,
    );
  }
  removePolicy(scaling, policy);
  return {};
}

export function removePolicy(scaling: Scaling, policy: Policy): void {
  deleteTrackingAlarms(scaling, policy);
  scaling.policies.delete(ownedKey(policy.target, policy.name));
}

function renewAlarms(scaling: Scaling, policy: Policy, config: TrackingConfig): readonly string[] {
  const twin = policiesOf(scaling, policy.target).find(
    ({ name, rule }) => name !== policy.name && isSameMetric(rule.config, config),
  );
  if (twin !== undefined) {
    throw invalid(
      'Only one TargetTrackingScaling policy for a given metric specification is allowed.',
    );
  }
  if (config.DisableScaleIn) {
    scaling.undocumented(`policy ${policy.name} disables scale-in: its AlarmLow exists, unused`);
  }
  return putTrackingAlarms(scaling, policy, config);
}

export function policiesOf({ policies }: Scaling, target: TargetId): readonly Policy[] {
  return ownedBy(policies.values(), target);
}

function isSameMetric(one: Policy['rule']['config'], other: TrackingConfig): boolean {
  if (!('TargetValue' in one)) return false;
  const metricOf = (config: TrackingConfig) => [
    config.PredefinedMetricSpecification,
    config.CustomizedMetricSpecification,
  ];
  return isDeepStrictEqual(metricOf(one), metricOf(other));
}

function shown(scaling: Scaling, policy: Policy) {
  const { rule, target } = policy;
  return {
    PolicyARN: policy.arn,
    PolicyName: policy.name,
    ...target,
    PolicyType: rule.type,
    [`${rule.type}PolicyConfiguration`]: rule.config,
    Alarms: shownAlarms(scaling, policy),
    CreationTime: new Date(policy.createdAt),
  };
}
