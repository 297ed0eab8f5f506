import {
  ApplicationAutoScalingClient,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateEndpointConfigCommand,
  CreateModelPackageCommand,
  DescribeEndpointConfigCommand,
  DescribeModelPackageCommand,
  SageMakerClient,
  UpdateEndpointCommand,
  UpdateModelPackageCommand,
  waitUntilEndpointInService,
  type ProductionVariant,
} from '@aws-sdk/client-sagemaker';
import { variantTarget } from '../../src/release/variant-scaling';
import { linesOf } from '../../src/sandbox/log-reader';
import { eventually } from './eventually';
import type { RunningStack, World } from './world';

const operator = 'AKIAOPERATOR00000000';

/** What somebody else does at AWS that keeps a release from starting; nothing here is done by Slipway's identity. */
export function obstaclesAt(stack: RunningStack) {
  const credentials = { accessKeyId: operator, secretAccessKey: 'any' };
  const sagemaker = new SageMakerClient({ credentials });
  const cloudwatch = new CloudWatchClient({ credentials });
  const autoscaling = new ApplicationAutoScalingClient({ credentials });

  const packageArn = ({ group }: World, version: number) =>
    `arn:aws:sagemaker:us-east-1:000000000000:model-package/${group}/${version}`;

  /** Starts the swap to a config with other variants; takes as long as the sandbox's clock says. */
  async function update(
    { endpoint }: World,
    variants: (main: ProductionVariant) => readonly ProductionVariant[],
  ): Promise<void> {
    const live = { EndpointConfigName: `${endpoint}-1` };
    const { ProductionVariants, MetricsConfig } = await sagemaker.send(
      new DescribeEndpointConfigCommand(live),
    );
    const [main] = ProductionVariants ?? [];
    if (!main) throw new Error(`${endpoint}-1 has no variant`);
    const EndpointConfigName = `${endpoint}-by-hand`;
    await sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName,
        ProductionVariants: [...variants(main)],
        MetricsConfig,
      }),
    );
    await sagemaker.send(new UpdateEndpointCommand({ EndpointName: endpoint, EndpointConfigName }));
  }

  const settled = ({ endpoint }: World) =>
    waitUntilEndpointInService(
      { client: sagemaker, maxWaitTime: 120, minDelay: 1, maxDelay: 2 },
      { EndpointName: endpoint },
    );

  return {
    /** The endpoint is Updating from here on for a while. */
    updating: (world: World) => update(world, (main) => [main]),
    async twoVariants(world: World) {
      await update(world, (main) => [main, { ...main, VariantName: 'challenger' }]);
      await settled(world);
    },
    async otherWeight(world: World) {
      await stack.control('PUT', `/endpoints/${world.endpoint}/weights`, { main: 90 });
      await settled(world);
    },
    newConfigField: (world: World) =>
      stack.control('PUT', `/endpoint-configs/${world.endpoint}-1/unknown-members`, {
        QuantumRouting: { Enabled: true },
      }),
    async scaledBySteps(world: World) {
      const main = variantTarget(world.endpoint, 'main');
      await autoscaling.send(
        new RegisterScalableTargetCommand({ ...main, MinCapacity: 1, MaxCapacity: 4 }),
      );
      await autoscaling.send(
        new PutScalingPolicyCommand({
          ...main,
          PolicyName: 'out-by-one',
          PolicyType: 'StepScaling',
          StepScalingPolicyConfiguration: {
            AdjustmentType: 'ChangeInCapacity',
            StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
          },
        }),
      );
    },
    rejected: (world: World, version: number) =>
      sagemaker.send(
        new UpdateModelPackageCommand({
          ModelPackageArn: packageArn(world, version),
          ModelApprovalStatus: 'Rejected',
        }),
      ),
    /** Registers one more version whose image is another account's, by tag. */
    async imageByTag(world: World): Promise<number> {
      const {
        InferenceSpecification: specification,
        MetadataProperties,
        ModelPackageRegistrationType,
      } = await sagemaker.send(
        new DescribeModelPackageCommand({ ModelPackageName: packageArn(world, 2) }),
      );
      const [container] = specification?.Containers ?? [];
      const { ImageDigest, ...rest } = container ?? {};
      expect(ImageDigest).toBeDefined();
      const Image = '111122223333.dkr.ecr.us-east-1.amazonaws.com/fraud-scorer:stable';
      const { ModelPackageArn = '' } = await sagemaker.send(
        new CreateModelPackageCommand({
          ModelPackageGroupName: world.group,
          ModelPackageRegistrationType,
          MetadataProperties,
          ModelApprovalStatus: 'PendingManualApproval',
          InferenceSpecification: { ...specification, Containers: [{ ...rest, Image }] },
        }),
      );
      return Number(ModelPackageArn.split('/').at(-1));
    },
    /** An alarm on any traffic at all, which the world's traffic keeps in ALARM. */
    async alarmInAlarm({ endpoint }: World): Promise<string> {
      const AlarmName = `${endpoint}-any-traffic`;
      await cloudwatch.send(
        new PutMetricAlarmCommand({
          AlarmName,
          Namespace: 'AWS/SageMaker',
          MetricName: 'Invocations',
          Dimensions: [
            { Name: 'EndpointName', Value: endpoint },
            { Name: 'VariantName', Value: 'main' },
          ],
          Statistic: 'Sum',
          Period: 10,
          EvaluationPeriods: 3,
          DatapointsToAlarm: 1,
          Threshold: 0,
          ComparisonOperator: 'GreaterThanThreshold',
        }),
      );
      await eventually(`${AlarmName} is in ALARM`, () =>
        linesOf(stack.log(), 'alarm').some(({ name, to }) => name === AlarmName && to === 'ALARM'),
      );
      return AlarmName;
    },
  };
}

/** Operations by which the worker's identity has changed anything at AWS, from the log. */
export function changesByWorker(stack: RunningStack): readonly string[] {
  const worker = stack.environment.AWS_ACCESS_KEY_ID ?? '';
  return linesOf(stack.log(), 'call')
    .filter(({ caller }) => caller.endsWith(`/${worker}`))
    .map(({ operation }) => operation)
    .filter((operation) => !/^(?:BatchGet|Describe|Get|Head|List)/.test(operation));
}
