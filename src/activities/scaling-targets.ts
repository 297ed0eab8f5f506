import { DescribeScalableTargetsCommand } from '@aws-sdk/client-application-auto-scaling';
import type { AwsClients } from './aws/clients';

/** Resource ids of the variants that Application Auto Scaling may resize, `endpoint/<e>/variant/<v>`. */
export async function readScalableTargets(
  { autoscaling }: AwsClients,
  endpoint: string,
  variants: readonly string[],
): Promise<string[]> {
  if (variants.length === 0) return [];
  const { ScalableTargets = [] } = await autoscaling.send(
    new DescribeScalableTargetsCommand({
      ServiceNamespace: 'sagemaker',
      ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
      ResourceIds: variants.map((variant) => `endpoint/${endpoint}/variant/${variant}`),
    }),
  );
  return ScalableTargets.map(({ ResourceId }) => ResourceId ?? 'an unnamed scalable target');
}
