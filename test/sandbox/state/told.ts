import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { GetObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
  DescribeModelPackageGroupCommand,
  ListModelPackagesCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import { s3Of } from '../deployed-models';
import { packageArn, type RunningSandbox } from '../running-sandbox';

const ServiceNamespace = 'sagemaker';
const alarmArn = 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:held';

/** All that AWS's operations tell of the story's world. */
export async function told(sandbox: RunningSandbox, since: Date): Promise<object> {
  const { sagemaker, cloudwatch } = sandbox;
  const scaling = new ApplicationAutoScalingClient(sandbox.client);
  const s3 = s3Of(sandbox);
  const ecr = new ECRClient(sandbox.client);
  const EndpointName = 'fraud-scorer';
  const { EndpointArn: ResourceArn, ...endpoint } = await sagemaker.send(
    new DescribeEndpointCommand({ EndpointName }),
  );
  const object = await s3.send(new GetObjectCommand({ Bucket: 'kept', Key: 'a/b c' }));
  const answers = {
    endpoint,
    tags: await sagemaker.send(new ListTagsCommand({ ResourceArn })),
    config: await sagemaker.send(
      new DescribeEndpointConfigCommand({ EndpointConfigName: 'fraud-scorer-1' }),
    ),
    model: await sagemaker.send(new DescribeModelCommand({ ModelName: 'fraud-2-test' })),
    group: await sagemaker.send(
      new DescribeModelPackageGroupCommand({ ModelPackageGroupName: 'fraud' }),
    ),
    packages: await sagemaker.send(
      new ListModelPackagesCommand({ ModelPackageGroupName: 'fraud' }),
    ),
    approved: await sagemaker.send(
      new DescribeModelPackageCommand({ ModelPackageName: packageArn(2) }),
    ),
    alarms: await cloudwatch.send(
      new DescribeAlarmsCommand({
        AlarmNames: ['held', 'either'],
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      }),
    ),
    history: await cloudwatch.send(new DescribeAlarmHistoryCommand({ AlarmName: 'held' })),
    alarmTags: await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN: alarmArn })),
    metric: await cloudwatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'Mine',
        MetricName: 'Score',
        StartTime: new Date(since.getTime() - 120_000),
        EndTime: new Date(since.getTime() + 120_000),
        Period: 60,
        Statistics: ['Sum', 'SampleCount', 'Maximum'],
      }),
    ),
    targets: await scaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace })),
    policies: await scaling.send(new DescribeScalingPoliciesCommand({ ServiceNamespace })),
    activities: await scaling.send(new DescribeScalingActivitiesCommand({ ServiceNamespace })),
    versions: await s3.send(new ListObjectVersionsCommand({ Bucket: 'kept' })),
    body: await object.Body?.transformToString(),
    images: await ecr.send(new DescribeImagesCommand({ repositoryName: 'fraud-scorer' })),
  };
  for (const client of [scaling, s3, ecr]) client.destroy();
  const entries = Object.entries(answers).map(([name, answer]) => [
    name,
    typeof answer === 'object' ? { ...answer, $metadata: undefined } : answer,
  ]);
  return Object.fromEntries(entries) as object;
}
