import { targetShape, type EndpointShape } from './endpoint-shape';
import type { ReleasePlan } from './plan';
import { variantTarget } from './variant-scaling';

/** A word as a POSIX shell takes it literally; alarm names may hold blanks, quotes and worse. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The AWS CLI line that removes the twin alarms of a release. */
export function deleteAlarmsCommand(plan: ReleasePlan, names: readonly string[]): string {
  return `aws cloudwatch delete-alarms --region ${plan.region} --alarm-names ${names.map(shellWord).join(' ')}`;
}

/** The AWS CLI line that gives a variant's scalable target the suspended state that the plan found. */
export function suspendCommand(plan: ReleasePlan, variant: string): string {
  const { scaleIn = false, scaleOut = false, scheduled = false } = plan.scaling?.suspended ?? {};
  const state = `DynamicScalingInSuspended=${scaleIn},DynamicScalingOutSuspended=${scaleOut},ScheduledScalingSuspended=${scheduled}`;
  return `${scalingCommand(plan, 'register-scalable-target', variant)} --suspended-state ${state}`;
}

/** The AWS CLI line that deregisters the candidate's variant. */
export function deregisterCommand(plan: ReleasePlan): string {
  return scalingCommand(plan, 'deregister-scalable-target', plan.candidate.variant);
}

function scalingCommand({ region, endpoint }: ReleasePlan, verb: string, variant: string): string {
  const { ServiceNamespace, ResourceId, ScalableDimension } = variantTarget(endpoint, variant);
  return `aws application-autoscaling ${verb} --region ${region} --service-namespace ${ServiceNamespace} --scalable-dimension ${ScalableDimension} --resource-id ${ResourceId}`;
}

/** The AWS CLI line that puts all production traffic on the stable while both variants stand. */
export function weightsCommand(plan: ReleasePlan, shape: EndpointShape): string {
  const weights = Object.entries(shape.weights)
    .map(([variant, weight]) => `VariantName=${variant},DesiredWeight=${weight}`)
    .join(' ');
  return `aws sagemaker update-endpoint-weights-and-capacities --region ${plan.region} --endpoint-name ${plan.endpoint} --desired-weights-and-capacities ${weights}`;
}

/**
 * The AWS CLI line that swaps the endpoint back to the rollback target's config, keeping live counts; where both variants
 * are scaled after the one without which SageMaker refuses it.
 */
export function configurationCommand(plan: ReleasePlan): string {
  const swap = `aws sagemaker update-endpoint --region ${plan.region} --endpoint-name ${plan.endpoint} --endpoint-config-name ${targetShape(plan).config} --retain-all-variant-properties --exclude-retained-variant-properties VariantPropertyType=DesiredWeight`;
  return plan.scaling ? `${deregisterCommand(plan)}\n${swap}` : swap;
}
