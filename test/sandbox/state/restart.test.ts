import {
  ApplicationAutoScalingClient,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  TagResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateBucketCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  AddTagsCommand,
  DescribeEndpointCommand,
  UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import {
  InvokeEndpointCommand,
  SageMakerRuntimeServiceException,
} from '@aws-sdk/client-sagemaker-runtime';
import { linesOf, readLog } from '../../../src/sandbox/log-reader';
import { deploy, s3Of } from '../deployed-models';
import { createModel, createSwitch, packageArn, until } from '../running-sandbox';
import { startKept, type KeptWorld } from './kept-sandbox';
import { told } from './told';

const EndpointName = 'fraud-scorer';

describe('a sandbox killed and started again on its state', () => {
  let world: KeptWorld;
  beforeAll(async () => {
    world = await startKept();
  });
  afterAll(() => world.end());

  const instances = async () => {
    const live = await world
      .sandbox()
      .sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
    return live.ProductionVariants?.[0]?.CurrentInstanceCount;
  };

  // claim: restarts · every Describe and List answers as before · sandbox: AWS documents no restart
  it('tells all that it told before', async () => {
    const since = new Date();
    await populate(world, since);
    const before = await told(world.sandbox(), since);

    await world.killAndRestart();

    await until('both instances are back', async () => (await instances()) === 2);
    expect(await told(world.sandbox(), since)).toEqual(before);
  });

  it('serves again with the weights and counts that were in force', async () => {
    const invoke = new InvokeEndpointCommand({
      EndpointName,
      ContentType: 'application/json',
      Body: '{"amount": 1}',
    });
    const answer = await world.sandbox().runtime.send(invoke);
    expect(answer.InvokedProductionVariant).toBe('main');
  });

  it('goes on in the same log, and on the same ports', async () => {
    await world.sandbox().log();
    const lines = readLog(world.logFile);
    const ready = linesOf(lines, 'sandbox').filter(({ event }) => event === 'ready');
    expect(ready).toHaveLength(2);
    expect(ready[1]!.detail).toEqual(ready[0]!.detail);
  });

  // claim: restarts, InvokeEndpoint · 503 until instances are healthy again · sandbox: AWS documents no restart
  it('has an endpoint without instances in the meantime: 503', async () => {
    const behaviour = { name: 'cold-start', startSeconds: 3 } as const;
    await deploy(world.sandbox(), 'cold', { main: { behaviour } });

    await world.killAndRestart();

    const { sagemaker } = world.sandbox();
    const live = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'cold' }));
    expect(live.EndpointStatus).toBe('InService');
    expect(live.ProductionVariants?.[0]?.CurrentInstanceCount).toBe(0);
    expect(await status('cold')).toBe(503);
    await until('it serves again', async () => (await status('cold')) === 200);
  });

  const status = async (EndpointName: string): Promise<number | undefined> => {
    const { runtime } = world.sandbox();
    const command = new InvokeEndpointCommand({ EndpointName, Body: '{}' });
    return await runtime.send(command).then(
      ({ $metadata }) => $metadata.httpStatusCode,
      (cause: unknown) => {
        if (cause instanceof SageMakerRuntimeServiceException)
          return cause.$metadata.httpStatusCode;
        throw cause;
      },
    );
  };
});

/** Changes something of every kind that AWS keeps. */
async function populate(world: KeptWorld, since: Date): Promise<void> {
  const sandbox = world.sandbox();
  const { sagemaker, cloudwatch } = sandbox;
  await createModel(sandbox, 2);
  const { EndpointArn: ResourceArn } = await sagemaker.send(
    new DescribeEndpointCommand({ EndpointName }),
  );
  await sagemaker.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'k', Value: 'ä' }] }));
  await sagemaker.send(
    new UpdateModelPackageCommand({
      ModelPackageArn: packageArn(2),
      ModelApprovalStatus: 'Approved',
      ApprovalDescription: 'looked at',
    }),
  );
  await createSwitch(sandbox, 'held');
  await cloudwatch.send(
    new TagResourceCommand({
      ResourceARN: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:held',
      Tags: [{ Key: 'of', Value: 'us' }],
    }),
  );
  await cloudwatch.send(
    new PutCompositeAlarmCommand({ AlarmName: 'either', AlarmRule: 'ALARM(held) OR FALSE' }),
  );
  // Math and a percentile: what an alarm watches is kept in its understood form.
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'math',
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      Metrics: [
        { Id: 'e', Expression: 'm / 2', ReturnData: true },
        {
          Id: 'm',
          ReturnData: false,
          MetricStat: {
            Metric: { Namespace: 'Mine', MetricName: 'Score' },
            Period: 60,
            Stat: 'p99',
          },
        },
      ],
    }),
  );
  await cloudwatch.send(
    new SetAlarmStateCommand({ AlarmName: 'held', StateValue: 'ALARM', StateReason: 'a test' }),
  );
  await cloudwatch.send(
    new PutMetricDataCommand({
      Namespace: 'Mine',
      MetricData: [{ MetricName: 'Score', Values: [1, 2.5], Counts: [3, 1], Timestamp: since }],
    }),
  );
  const scaling = new ApplicationAutoScalingClient(sandbox.client);
  const target = {
    ServiceNamespace: 'sagemaker',
    ResourceId: `endpoint/${EndpointName}/variant/main`,
    ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
  } as const;
  await scaling.send(
    new RegisterScalableTargetCommand({ ...target, MinCapacity: 2, MaxCapacity: 4 }),
  );
  await scaling.send(
    new PutScalingPolicyCommand({
      ...target,
      PolicyName: 'track',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 1e9,
        DisableScaleIn: true,
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance',
        },
      },
    }),
  );
  scaling.destroy();
  const s3 = s3Of(sandbox);
  const kept = { Bucket: 'kept' };
  await s3.send(new CreateBucketCommand(kept));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await s3.send(new PutBucketVersioningCommand({ ...kept, VersioningConfiguration }));
  for (const Body of ['one', 'two']) {
    await s3.send(new PutObjectCommand({ ...kept, Key: 'a/b c', Body }));
  }
  s3.destroy();
  // The composite alarm follows its child within a second; what PutMetricData brought is visible.
  await until('the composite alarm is in ALARM and the metric is there', async () => {
    const seen = JSON.stringify(await told(sandbox, since));
    return seen.includes('"SampleCount":4') && /"AlarmName":"either".*"ALARM"/.test(seen);
  });
  // History has the transition, the journal is written within a tenth of a second.
  await sandbox.log();
}
