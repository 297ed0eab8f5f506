import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsError, type Call, type Service } from '../wire/operation';
import { readInput } from '../wire/read-input';

const targetId = z.object({
  ServiceNamespace: z.string(),
  ResourceId: z.string().min(1),
  ScalableDimension: z.string(),
});

const suspendedState = z.object({
  DynamicScalingInSuspended: z.boolean().optional(),
  DynamicScalingOutSuspended: z.boolean().optional(),
  ScheduledScalingSuspended: z.boolean().optional(),
});

const registerSchema = targetId.extend({
  MinCapacity: z.int().min(0).optional(),
  MaxCapacity: z.int().min(0).optional(),
  RoleARN: z.string().optional(),
  SuspendedState: suspendedState.optional(),
});

const describeSchema = z.object({
  ServiceNamespace: z.string(),
  ResourceIds: z.array(z.string()).max(50).optional(),
  ScalableDimension: z.string().optional(),
});

type TargetId = z.output<typeof targetId>;

export interface ScalableTarget extends TargetId {
  readonly MinCapacity: number;
  readonly MaxCapacity: number;
  readonly RoleARN: string;
  readonly SuspendedState: z.output<typeof suspendedState>;
  readonly ScalableTargetARN: string;
  readonly CreationTime: Date;
}

export interface AutoScaling {
  readonly service: Service;
  /** All registered targets; the sandbox never scales anything by itself. */
  readonly targets: () => readonly ScalableTarget[];
}

/** Scalable targets of Application Auto Scaling: registered, shown and removed. */
export function createAutoScalingService(
  options: { readonly clock?: { now(): number } } = {},
): AutoScaling {
  const { clock = Date } = options;
  const targets = new Map<string, ScalableTarget>();

  const register = (input: unknown, { caller }: Call) => {
    const request = readInput(registerSchema, input, 'ValidationException');
    const existing = targets.get(keyOf(request));
    const { MinCapacity = existing?.MinCapacity, MaxCapacity = existing?.MaxCapacity } = request;
    if (MinCapacity === undefined || MaxCapacity === undefined || MinCapacity > MaxCapacity) {
      throw new AwsError(
        'ValidationException',
        `MinCapacity ${MinCapacity} and MaxCapacity ${MaxCapacity} must both be given, the first not above the second.`,
      );
    }
    const prefix = `arn:aws:application-autoscaling:${caller.region}:${caller.account}`;
    const target: ScalableTarget = {
      ServiceNamespace: request.ServiceNamespace,
      ResourceId: request.ResourceId,
      ScalableDimension: request.ScalableDimension,
      MinCapacity,
      MaxCapacity,
      RoleARN: request.RoleARN ?? existing?.RoleARN ?? roleOf(request, caller.account),
      SuspendedState: { ...noneSuspended, ...existing?.SuspendedState, ...request.SuspendedState },
      ScalableTargetARN:
        existing?.ScalableTargetARN ?? `${prefix}:scalable-target/${randomUUID().slice(0, 30)}`,
      CreationTime: existing?.CreationTime ?? new Date(clock.now()),
    };
    targets.set(keyOf(target), target);
    return { ScalableTargetARN: target.ScalableTargetARN };
  };

  const describe = (input: unknown) => {
    const request = readInput(describeSchema, input, 'ValidationException');
    const { ServiceNamespace, ResourceIds, ScalableDimension } = request;
    return {
      ScalableTargets: [...targets.values()]
        .filter((target) => target.ServiceNamespace === ServiceNamespace)
        .filter((target) => ResourceIds?.includes(target.ResourceId) ?? true)
        .filter(
          (target) => (ScalableDimension ?? target.ScalableDimension) === target.ScalableDimension,
        ),
    };
  };

  const deregister = (input: unknown) => {
    const request = readInput(targetId, input, 'ValidationException');
    if (targets.delete(keyOf(request))) return {};
    throw new AwsError(
      'ObjectNotFoundException',
      `No scalable target found for service namespace: ${request.ServiceNamespace}, resource ID: ${request.ResourceId}, scalable dimension: ${request.ScalableDimension}`,
    );
  };

  const service: Service = {
    RegisterScalableTarget: register,
    DescribeScalableTargets: describe,
    DeregisterScalableTarget: deregister,
  };
  return { service, targets: () => [...targets.values()] };
}

const noneSuspended = {
  DynamicScalingInSuspended: false,
  DynamicScalingOutSuspended: false,
  ScheduledScalingSuspended: false,
};

function keyOf({ ServiceNamespace, ResourceId, ScalableDimension }: TargetId): string {
  return JSON.stringify([ServiceNamespace, ResourceId, ScalableDimension]);
}

function roleOf({ ServiceNamespace }: TargetId, account: string): string {
  return `arn:aws:iam::${account}:role/aws-service-role/${ServiceNamespace}.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling`;
}
