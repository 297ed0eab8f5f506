import {
  DeleteScalingPolicyCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  type PutScalingPolicyCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { region } from '../wire/wire-stack';
import { namespace, now, of, target, useScaling } from './scaling-client';

const scaling = useScaling();

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
  scaling.client.send(new PutScalingPolicyCommand(input as PutScalingPolicyCommandInput));
const alarms = async () => {
  const { cloudwatch } = scaling.wire;
  const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({}));
  return MetricAlarms;
};

beforeEach(() => scaling.register());
afterEach(() => scaling.deregister());

// claim: PutScalingPolicy, DescribeScalingPolicies, DeleteScalingPolicy, autoscaling · target
//   tracking makes AlarmHigh (3 of 3 above the target) and AlarmLow (15 of 15 below 90 % of it),
//   and takes them along · AWS: Target tracking scaling policies; reported: alarms that users see
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

  const { ScalingPolicies } = await scaling.client.send(
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
      CreationTime: new Date(now),
    },
  ]);

  const named = { ...target, PolicyName: 'requests' };
  await scaling.client.send(new DeleteScalingPolicyCommand(named));
  expect(await alarms()).toEqual([]);
  await expect(scaling.client.send(new DeleteScalingPolicyCommand(named))).rejects.toMatchObject({
    name: 'ObjectNotFoundException',
    message: expect.stringContaining('No scaling policy found for') as string,
  });
});

// claim: DeregisterScalableTarget · takes policies, their alarms and scheduled actions along ·
//   AWS: API_DeregisterScalableTarget
test('a target that goes takes policies, alarms and scheduled actions with it', async () => {
  await put();
  await scaling.client.send(
    new PutScheduledActionCommand({
      ...target,
      ScheduledActionName: 'night',
      Schedule: 'cron(0 22 * * ? *)',
      ScalableTargetAction: { MaxCapacity: 1 },
    }),
  );

  await scaling.deregister();

  expect(await alarms()).toEqual([]);
  await scaling.register();
  const { ScalingPolicies } = await scaling.client.send(
    new DescribeScalingPoliciesCommand(namespace),
  );
  const { ScheduledActions } = await scaling.client.send(
    new DescribeScheduledActionsCommand(namespace),
  );
  expect([ScalingPolicies, ScheduledActions]).toEqual([[], []]);
});

// claim: PutScalingPolicy · a customized metric may be metric math · AWS: Target tracking with
//   metric math
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

// claim: PutScalingPolicy · targets, metrics and steps that do not hold are refused · AWS:
//   API_PutScalingPolicy, API_StepScalingPolicyConfiguration
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

// claim: PutScalingPolicy · one target-tracking policy a metric; a policy's type does not change
//   · reported: `Only one TargetTrackingScaling policy for a given metric specification is
//   allowed.`
test('a second policy on the same metric, and another type under the same name, are refused', async () => {
  await put();

  await expect(put({ ...tracking, PolicyName: 'again' })).rejects.toThrow(
    'Only one TargetTrackingScaling policy for a given metric specification is allowed.',
  );
  await expect(put({ ...steps(step(0)), PolicyName: 'requests' })).rejects.toMatchObject({
    name: 'ValidationException',
  });
});

// claim: PutScalingPolicy, limits · 50 policies a target · AWS: Quotas for Application Auto
//   Scaling
test('a target has 50 policies at most', async () => {
  for (let index = 0; index < 50; index += 1) {
    await put({ ...steps(step(0)), PolicyName: `p${index}` });
  }

  await expect(put({ ...steps(step(0)), PolicyName: 'p50' })).rejects.toMatchObject({
    name: 'LimitExceededException',
  });
  await put({ ...steps(step(0)), PolicyName: 'p49' });
});
