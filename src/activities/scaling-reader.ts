import {
  DescribeScalableTargetsCommand,
  paginateDescribeScalingPolicies,
  paginateDescribeScheduledActions,
  type ScalableTarget,
  type ScalingPolicy,
  type ScheduledAction,
  type SuspendedState,
} from '@aws-sdk/client-application-auto-scaling';
import type { JsonObject } from '../release/canonical';
import { variantTarget, type Suspended, type VariantScaling } from '../release/variant-scaling';
import type { AwsClients } from './aws/clients';

/** A variant that Application Auto Scaling may resize, and the ARN of its target. */
export interface RegisteredVariant {
  readonly arn: string;
  readonly scaling: VariantScaling;
}

/** How one variant is scaled now; undefined where it is no scalable target. */
export async function readScaling(
  { autoscaling: client }: AwsClients,
  endpoint: string,
  variant: string,
): Promise<RegisteredVariant | undefined> {
  const place = variantTarget(endpoint, variant);
  const { ServiceNamespace, ScalableDimension, ResourceId } = place;
  const { ScalableTargets: [target] = [] } = await client.send(
    new DescribeScalableTargetsCommand({
      ServiceNamespace,
      ScalableDimension,
      ResourceIds: [ResourceId],
    }),
  );
  if (!target) return undefined;
  const policies: JsonObject[] = [];
  for await (const { ScalingPolicies = [] } of paginateDescribeScalingPolicies({ client }, place))
    policies.push(...ScalingPolicies.map(policyInput));
  const scheduledActions: JsonObject[] = [];
  for await (const { ScheduledActions = [] } of paginateDescribeScheduledActions({ client }, place))
    scheduledActions.push(...ScheduledActions.map(actionInput));
  return {
    arn: target.ScalableTargetARN ?? '',
    scaling: {
      min: target.MinCapacity ?? 0,
      max: target.MaxCapacity ?? 0,
      suspended: suspendedOf(target),
      policies,
      scheduledActions,
    },
  };
}

function suspendedOf({ SuspendedState: state = {} }: ScalableTarget): Suspended {
  return {
    scaleIn: state.DynamicScalingInSuspended ?? false,
    scaleOut: state.DynamicScalingOutSuspended ?? false,
    scheduled: state.ScheduledScalingSuspended ?? false,
  };
}

/** The same as AWS takes it; all three at once, because a member that is left out might be taken for false. */
export function suspendedState({
  scaleIn,
  scaleOut,
  scheduled,
}: Suspended): Required<SuspendedState> {
  return {
    DynamicScalingInSuspended: scaleIn,
    DynamicScalingOutSuspended: scaleOut,
    ScheduledScalingSuspended: scheduled,
  };
}

/** What PutScalingPolicy would take; its alarms and ARN are its own. */
function policyInput({
  PolicyName,
  PolicyType,
  TargetTrackingScalingPolicyConfiguration,
  StepScalingPolicyConfiguration,
  PredictiveScalingPolicyConfiguration,
}: ScalingPolicy): JsonObject {
  return plain({
    PolicyName,
    PolicyType,
    TargetTrackingScalingPolicyConfiguration,
    StepScalingPolicyConfiguration,
    PredictiveScalingPolicyConfiguration,
  });
}

function actionInput({
  ScheduledActionName,
  Schedule,
  Timezone,
  StartTime,
  EndTime,
  ScalableTargetAction,
}: ScheduledAction): JsonObject {
  return plain({
    ScheduledActionName,
    Schedule,
    Timezone,
    StartTime,
    EndTime,
    ScalableTargetAction,
  });
}

/** JSON of what the SDK read: absent members go, times become ISO texts. */
function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
