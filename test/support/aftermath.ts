import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeModelPackageCommand,
  ListEndpointConfigsCommand,
  ListModelsCommand,
} from '@aws-sdk/client-sagemaker';
import { twinNames } from '../../src/release/alarm-twin';
import type { ReleasePlan } from '../../src/release/plan';
import type { RunningStack } from './world';

/** Names of everything a release has made and AWS still has: models, endpoint configs, twin alarms. */
export async function leftAtAws({ aws }: RunningStack, plan: ReleasePlan): Promise<string[]> {
  const NameContains = plan.digest.slice(0, 12);
  const [models, configs, alarms] = await Promise.all([
    aws.sagemaker.send(new ListModelsCommand({ NameContains })),
    aws.sagemaker.send(new ListEndpointConfigsCommand({ NameContains })),
    aws.cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: twinNames(plan) })),
  ]);
  return [
    ...(models.Models ?? []).map(({ ModelName = '' }) => ModelName),
    ...(configs.EndpointConfigs ?? []).map(({ EndpointConfigName = '' }) => EndpointConfigName),
    ...(alarms.MetricAlarms ?? []).map(({ AlarmName = '' }) => AlarmName),
  ];
}

/** What the Model Registry says about the candidate. */
export async function registryOf(
  { aws }: RunningStack,
  plan: ReleasePlan,
): Promise<{ readonly status: string; readonly description: string }> {
  const read = await aws.sagemaker.send(
    new DescribeModelPackageCommand({ ModelPackageName: plan.candidate.packageArn }),
  );
  return {
    status: read.ModelApprovalStatus ?? '',
    description: read.ApprovalDescription ?? '',
  };
}
