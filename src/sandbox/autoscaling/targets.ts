import { randomUUID } from 'node:crypto';
import type {
  DeregisterScalableTargetRequest,
  DescribeScalableTargetsRequest,
  RegisterScalableTargetRequest,
} from '@aws-sdk/client-application-auto-scaling';
import type { Checked } from '../service-model/checked';
import { AwsError, type Call } from '../wire/operation';
import { bringIntoRange } from './bring-into-range';
import { ownedBy, ownedKey } from './owned';
import { pageOf } from './page';
import { policiesOf, removePolicy } from './policies';
import type { Scaling } from './scaling';
import { serviceRoleArn } from './service-role';
import { readTags } from './tags';
import { shownTarget, type Target } from './target';
import { assertServed, invalid, keyOf, named } from './target-id';
import { assertResource } from './target-query';

type RegisterInput = Checked<RegisterScalableTargetRequest>;

/** The account's quota for targets of one resource type. */
const mostTargets = 500;

const noneSuspended = {
  DynamicScalingInSuspended: false,
  DynamicScalingOutSuspended: false,
  ScheduledScalingSuspended: false,
};

export function registerScalableTarget(scaling: Scaling, request: RegisterInput, { caller }: Call) {
  assertServed(request);
  const existing = scaling.targets.get(keyOf(request));
  scaling.variants.check(request, caller);
  const range = readRange(request, existing);
  if (existing !== undefined && request.Tags !== undefined) {
    throw invalid(
      'The scalable target that you tried to tag already exists. To update tags on an existing scalable target, use the TagResource API.',
    );
  }
  if (existing === undefined && scaling.targets.size >= mostTargets) {
    throw new AwsError(
      'LimitExceededException',
      `The account has ${mostTargets} scalable targets, which is the limit.`,
    );
  }
  const prefix = `arn:aws:application-autoscaling:${caller.region}:${caller.account}`;
  const { ServiceNamespace, ResourceId, ScalableDimension } = request;
  const target: Target = {
    ServiceNamespace,
    ResourceId,
    ScalableDimension,
    ...range,
    RoleARN: existing?.RoleARN ?? serviceRoleArn(caller.account),
    SuspendedState: { ...noneSuspended, ...existing?.SuspendedState, ...request.SuspendedState },
    ScalableTargetARN: existing?.ScalableTargetARN ?? `${prefix}:scalable-target/${newId()}`,
    CreationTime: existing?.CreationTime ?? new Date(scaling.clock.now()),
    tags: existing?.tags ?? readTags(request.Tags ?? {}),
  };
  scaling.targets.set(keyOf(target), target);
  bringIntoRange(scaling, target);
  return { ScalableTargetARN: target.ScalableTargetARN };
}

export function describeScalableTargets(
  scaling: Scaling,
  request: Checked<DescribeScalableTargetsRequest>,
) {
  const { ServiceNamespace, ResourceIds, ScalableDimension } = request;
  assertResource(ScalableDimension, ResourceIds);
  const fitting = [...scaling.targets.values()]
    .filter((target) => target.ServiceNamespace === ServiceNamespace)
    .filter((target) => ResourceIds?.includes(target.ResourceId) ?? true)
    .filter(
      (target) => (ScalableDimension ?? target.ScalableDimension) === target.ScalableDimension,
    );
  const { items, ...next } = pageOf(fitting, request);
  return { ScalableTargets: items.map(shownTarget), ...next };
}

export function deregisterScalableTarget(
  scaling: Scaling,
  request: Checked<DeregisterScalableTargetRequest>,
) {
  const target = scaling.targets.get(keyOf(request));
  if (target === undefined) {
    throw new AwsError('ObjectNotFoundException', `No scalable target found for ${named(request)}`);
  }
  removeTarget(scaling, target);
  return {};
}

/** Removes a target with its policies, their alarms and its scheduled actions. */
export function removeTarget(scaling: Scaling, target: Target): void {
  for (const policy of policiesOf(scaling, target)) removePolicy(scaling, policy);
  for (const { name } of ownedBy(scaling.actions.values(), target)) {
    scaling.actions.delete(ownedKey(target, name));
  }
  scaling.cooldowns.delete(keyOf(target));
  scaling.targets.delete(keyOf(target));
}

function readRange(request: RegisterInput, existing: Target | undefined) {
  const { MinCapacity = existing?.MinCapacity, MaxCapacity = existing?.MaxCapacity } = request;
  if (MinCapacity === undefined || MaxCapacity === undefined) {
    throw invalid('MinCapacity and MaxCapacity must be given for a new scalable target.');
  }
  // Variants of a real-time endpoint keep one instance; only inference components go to zero.
  if (MinCapacity < 1) throw invalid(`MinCapacity is ${MinCapacity}; it must be 1 or more.`);
  if (MaxCapacity < MinCapacity) {
    throw invalid('Maximum capacity cannot be less than minimum capacity');
  }
  return { MinCapacity, MaxCapacity };
}

/** AWS's ids have 32 letters and digits. */
const newId = (): string => randomUUID().replaceAll('-', '');
