import {
  ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  DeleteScheduledActionCommand,
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
  ListTagsForResourceCommand,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
  TagResourceCommand,
  UntagResourceCommand,
  paginateDescribeScalableTargets,
  type PutScalingPolicyCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { region, startWire, type Wire } from '../wire/wire-stack';

const target = {
  ServiceNamespace: 'sagemaker',
  ResourceId: 'endpoint/fraud-scorer/variant/main',
  ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
} as const;
const of = (ResourceId: string) => ({ ...target, ResourceId });
const namespace = { ServiceNamespace: 'sagemaker' } as const;

let wire: Wire;
let client: ApplicationAutoScalingClient;

beforeAll(async () => {
  wire = await startWire({ clock: { now: () => 1_700_000_000_000 } });
  client = new ApplicationAutoScalingClient(wire.client);
});

afterAll(async () => {
  client.destroy();
  await wire.stop();
});

const register = (more: object = { MinCapacity: 1, MaxCapacity: 4 }, id: object = target) =>
  client.send(new RegisterScalableTargetCommand({ ...target, ...id, ...more }));
const deregister = () => client.send(new DeregisterScalableTargetCommand(target));

test('a target is registered, changed in part, found by resource and removed', async () => {
  const find = async (ResourceId: string) => {
    const query = { ...namespace, ResourceIds: [ResourceId] };
    const { ScalableTargets } = await client.send(new DescribeScalableTargetsCommand(query));
    return ScalableTargets;
  };

  const { ScalableTargetARN } = await register({ MinCapacity: 1, MaxCapacity: 4 });
  await register({ MaxCapacity: 8, SuspendedState: { DynamicScalingInSuspended: true } });

  expect(await find(target.ResourceId)).toEqual([
    {
      ...target,
      MinCapacity: 1,
      MaxCapacity: 8,
      ScalableTargetARN,
      RoleARN:
        'arn:aws:iam::000000000000:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint',
      CreationTime: new Date(1_700_000_000_000),
      SuspendedState: {
        DynamicScalingInSuspended: true,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: false,
      },
    },
  ]);
  expect(await find('endpoint/other/variant/main')).toEqual([]);

  await deregister();
  expect(await find(target.ResourceId)).toEqual([]);
  await expect(deregister()).rejects.toMatchObject({ name: 'ObjectNotFoundException' });
});

test('a target restored from what Describe gave is the same target', async () => {
  const describe = async () => {
    const { ScalableTargets: [found] = [] } = await client.send(
      new DescribeScalableTargetsCommand(namespace),
    );
    return found!;
  };
  const SuspendedState = { DynamicScalingInSuspended: true, ScheduledScalingSuspended: true };
  await register({ MinCapacity: 2, MaxCapacity: 7, SuspendedState });
  const { CreationTime: _created, ScalableTargetARN, ...before } = await describe();
  await deregister();

  await client.send(new RegisterScalableTargetCommand(before));

  const after = await describe();
  expect(after).toMatchObject(before);
  expect(after.ScalableTargetARN).not.toBe(ScalableTargetARN);
  await deregister();
});

test.each([
  ['no capacities', {}, 'ValidationException'],
  ['a maximum below the minimum', { MinCapacity: 5, MaxCapacity: 4 }, 'ValidationException'],
  ['a minimum of 0', { MinCapacity: 0, MaxCapacity: 4 }, 'ValidationException'],
  ['a negative minimum', { MinCapacity: -1, MaxCapacity: 4 }, 'ValidationException'],
  ['a resource of another form', { ResourceId: 'endpoint/only' }, 'ValidationException'],
  [
    'a dimension the sandbox does not scale',
    { ScalableDimension: 'sagemaker:variant:DesiredProvisionedConcurrency' },
    'UnknownOperationException',
  ],
  ['another service', { ServiceNamespace: 'ecs' }, 'UnknownOperationException'],
])('%s is refused', async (_, input, name) => {
  await expect(register({ ...input })).rejects.toMatchObject({ name });
});

test('targets come in pages, and a token of nowhere is refused', async () => {
  const ids = [1, 2, 3, 4, 5].map((index) => `endpoint/e${index}/variant/main`);
  for (const ResourceId of ids) await register(undefined, of(ResourceId));

  const seen: (string | undefined)[] = [];
  // The paginator writes its token into the input.
  const pages = paginateDescribeScalableTargets({ client, pageSize: 2 }, { ...namespace });
  for await (const page of pages) {
    expect(page.ScalableTargets!.length).toBeLessThanOrEqual(2);
    seen.push(...page.ScalableTargets!.map(({ ResourceId }) => ResourceId));
  }

  expect(seen).toEqual(ids);
  await expect(
    client.send(new DescribeScalableTargetsCommand({ ...namespace, NextToken: 'nowhere' })),
  ).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
  for (const id of ids) await client.send(new DeregisterScalableTargetCommand(of(id)));
});

test('tags are given at registration, changed by ARN and shown as a map', async () => {
  const { ScalableTargetARN: ResourceARN } = await register({
    MinCapacity: 1,
    MaxCapacity: 2,
    Tags: { team: 'risk', tier: '1' },
  });
  const tags = async () =>
    (await client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;

  expect(await tags()).toEqual({ team: 'risk', tier: '1' });
  await client.send(new TagResourceCommand({ ResourceARN, Tags: { tier: '2', cost: 'a' } }));
  await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['team'] }));
  expect(await tags()).toEqual({ tier: '2', cost: 'a' });

  await expect(register({ Tags: { again: 'x' } })).rejects.toThrow('already exists');
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`k${index}`, 'v']));
  await expect(
    client.send(new TagResourceCommand({ ResourceARN, Tags: many })),
  ).rejects.toMatchObject({ name: 'TooManyTagsException' });
  await deregister();
  await expect(tags()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

describe('policies', () => {
  const tracking = {
    ...target,
    PolicyName: 'requests',
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 70,
      PredefinedMetricSpecification: {
        PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance',
      },
      ScaleInCooldown: 600,
    },
  } as const;
  const put = (input: object = tracking) =>
    client.send(new PutScalingPolicyCommand(input as PutScalingPolicyCommandInput));
  const cloudwatch = () => new CloudWatchClient(wire.client);
  const alarms = async () => {
    const aws = cloudwatch();
    const { MetricAlarms = [] } = await aws.send(new DescribeAlarmsCommand({}));
    aws.destroy();
    return MetricAlarms;
  };

  beforeEach(() => register());
  afterEach(deregister);

  test('target tracking makes its two alarms, renews them when changed, and takes them along', async () => {
    const { PolicyARN, Alarms } = await put();

    expect(PolicyARN).toMatch(
      new RegExp(
        `^arn:aws:autoscaling:${region}:000000000000:scalingPolicy:[\\w-]+:resource/sagemaker/endpoint/fraud-scorer/variant/main:policyName/requests$`,
      ),
    );
    const shared = {
      Namespace: 'AWS/SageMaker',
      MetricName: 'InvocationsPerInstance',
      Statistic: 'Sum',
      Period: 60,
      AlarmActions: [expect.stringMatching(/:policyName\/requests:createdBy\/[\w-]+$/) as string],
      AlarmDescription: expect.stringContaining('DO NOT EDIT OR DELETE') as string,
    };
    const prefix = 'TargetTracking-endpoint/fraud-scorer/variant/main';
    expect(await alarms()).toMatchObject([
      {
        ...shared,
        AlarmName: expect.stringMatching(`^${prefix}-AlarmHigh-`) as string,
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 70,
        EvaluationPeriods: 3,
      },
      {
        ...shared,
        AlarmName: expect.stringMatching(`^${prefix}-AlarmLow-`) as string,
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 63,
        EvaluationPeriods: 15,
      },
    ]);

    const { TargetTrackingScalingPolicyConfiguration: config } = tracking;
    const changed = await put({
      ...tracking,
      TargetTrackingScalingPolicyConfiguration: { ...config, TargetValue: 50 },
    });
    expect(changed.PolicyARN).toBe(PolicyARN);
    expect((await alarms()).map(({ AlarmName }) => AlarmName)).toEqual(
      changed.Alarms!.map(({ AlarmName }) => AlarmName),
    );
    expect(changed.Alarms![0]!.AlarmName).not.toBe(Alarms![0]!.AlarmName);

    const { ScalingPolicies } = await client.send(
      new DescribeScalingPoliciesCommand({ ...namespace, PolicyNames: ['requests', 'none'] }),
    );
    expect(ScalingPolicies).toEqual([
      {
        ...target,
        PolicyARN,
        PolicyName: 'requests',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          ...config,
          TargetValue: 50,
          ScaleOutCooldown: 300,
          DisableScaleIn: false,
        },
        Alarms: changed.Alarms,
        CreationTime: new Date(1_700_000_000_000),
      },
    ]);

    const named = { ...target, PolicyName: 'requests' };
    await client.send(new DeleteScalingPolicyCommand(named));
    expect(await alarms()).toEqual([]);
    await expect(client.send(new DeleteScalingPolicyCommand(named))).rejects.toMatchObject({
      name: 'ObjectNotFoundException',
      message: expect.stringContaining('No scaling policy found for') as string,
    });
  });

  test('a target that goes takes policies, alarms and scheduled actions with it', async () => {
    await put();
    await client.send(
      new PutScheduledActionCommand({
        ...target,
        ScheduledActionName: 'night',
        Schedule: 'cron(0 22 * * ? *)',
        ScalableTargetAction: { MaxCapacity: 1 },
      }),
    );

    await deregister();

    expect(await alarms()).toEqual([]);
    await register();
    const { ScalingPolicies } = await client.send(new DescribeScalingPoliciesCommand(namespace));
    const { ScheduledActions } = await client.send(new DescribeScheduledActionsCommand(namespace));
    expect([ScalingPolicies, ScheduledActions]).toEqual([[], []]);
  });

  test('a metric can be computed of others', async () => {
    const metric = (Id: string, MetricName: string) => ({
      Id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace: 'queue', MetricName }, Stat: 'Average' },
    });
    await put({
      ...tracking,
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 10,
        CustomizedMetricSpecification: {
          Metrics: [
            metric('m1', 'depth'),
            metric('m2', 'servers'),
            { Id: 'e1', Expression: 'm1 / m2' },
          ],
        },
      },
    });

    expect((await alarms()).map(({ Metrics }) => Metrics?.length)).toEqual([3, 3]);
  });

  const config = tracking.TargetTrackingScalingPolicyConfiguration;
  const trackingOf = (change: object) => ({
    ...tracking,
    TargetTrackingScalingPolicyConfiguration: { ...config, ...change },
  });
  const predefined = (PredefinedMetricType: string) =>
    trackingOf({ PredefinedMetricSpecification: { PredefinedMetricType } });
  const steps = (...StepAdjustments: object[]) => ({
    ...target,
    PolicyName: 'steps',
    PolicyType: 'StepScaling',
    StepScalingPolicyConfiguration: { AdjustmentType: 'ChangeInCapacity', StepAdjustments },
  });
  const step = (from?: number, to?: number) => ({
    MetricIntervalLowerBound: from,
    MetricIntervalUpperBound: to,
    ScalingAdjustment: 1,
  });

  test.each([
    [
      'an unregistered target',
      { ...tracking, ...of('endpoint/none/variant/main') },
      'ObjectNotFoundException',
    ],
    [
      'no configuration',
      { ...tracking, TargetTrackingScalingPolicyConfiguration: undefined },
      'ValidationException',
    ],
    ['a target of 0', trackingOf({ TargetValue: 0 }), 'ValidationException'],
    ['no metric', trackingOf({ PredefinedMetricSpecification: undefined }), 'ValidationException'],
    [
      'a metric of another service',
      predefined('ECSServiceAverageCPUUtilization'),
      'ValidationException',
    ],
    [
      'a metric the sandbox does not measure',
      predefined('SageMakerVariantConcurrentRequestsPerModelHighResolution'),
      'UnknownOperationException',
    ],
    [
      'predictive scaling',
      { ...tracking, PolicyType: 'PredictiveScaling' },
      'UnknownOperationException',
    ],
    ['steps with a gap', steps(step(0, 10), step(20)), 'ValidationException'],
    ['steps that overlap', steps(step(0, 10), step(5)), 'ValidationException'],
    ['a step without bounds', steps(step()), 'ValidationException'],
    ['steps without an open end', steps(step(0, 10)), 'ValidationException'],
    [
      '21 steps',
      steps(...Array.from({ length: 21 }, (_, i) => step(i, i === 20 ? undefined : i + 1))),
      'LimitExceededException',
    ],
  ])('%s is refused', async (_, input, name) => {
    await expect(put(input)).rejects.toMatchObject({ name });
    expect(await alarms()).toEqual([]);
  });

  test('a second policy on the same metric, and another type under the same name, are refused', async () => {
    await put();

    await expect(put({ ...tracking, PolicyName: 'again' })).rejects.toThrow(
      'Only one TargetTrackingScaling policy for a given metric specification is allowed.',
    );
    await expect(put({ ...steps(step(0)), PolicyName: 'requests' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  test('a target has 50 policies at most', async () => {
    for (let index = 0; index < 50; index += 1) {
      await put({ ...steps(step(0)), PolicyName: `p${index}` });
    }

    await expect(put({ ...steps(step(0)), PolicyName: 'p50' })).rejects.toMatchObject({
      name: 'LimitExceededException',
    });
    await put({ ...steps(step(0)), PolicyName: 'p49' });
  });
});

test('a scheduled action is put, changed in part, shown and deleted', async () => {
  await register();
  const named = { ...target, ScheduledActionName: 'morning' };
  const put = (more: object) => client.send(new PutScheduledActionCommand({ ...named, ...more }));
  const shown = async () =>
    (await client.send(new DescribeScheduledActionsCommand(namespace))).ScheduledActions;

  const StartTime = new Date('2026-11-21T00:00:00Z');
  await put({
    Schedule: 'cron(0 8 ? * MON-FRI *)',
    Timezone: 'Europe/Berlin',
    StartTime,
    ScalableTargetAction: { MinCapacity: 3 },
  });
  await put({ ScalableTargetAction: { MinCapacity: 4 } });

  expect(await shown()).toEqual([
    {
      ...named,
      ScheduledActionARN: expect.stringContaining(':scheduledActionName/morning') as string,
      Schedule: 'cron(0 8 ? * MON-FRI *)',
      Timezone: 'Europe/Berlin',
      ScalableTargetAction: { MinCapacity: 4 },
      CreationTime: new Date(1_700_000_000_000),
    },
  ]);
  await expect(put({ Schedule: 'sometimes' })).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await expect(put({ Timezone: 'Nowhere/Land' })).rejects.toThrow('Nowhere/Land');

  await client.send(new DeleteScheduledActionCommand(named));
  expect(await shown()).toEqual([]);
  await expect(client.send(new DeleteScheduledActionCommand(named))).rejects.toMatchObject({
    name: 'ObjectNotFoundException',
  });
  await deregister();
});

test('a dimension without a resource is refused where activities are asked for', async () => {
  const { ScalableDimension } = target;
  await register();
  const none = await client.send(new DescribeScalingActivitiesCommand(namespace));

  expect(none.ScalingActivities).toEqual([]);
  await expect(
    client.send(new DescribeScalingActivitiesCommand({ ...namespace, ScalableDimension })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
  await deregister();
});
