import { linesOf } from '../../../src/sandbox/log-reader';
import type { LogLine } from '../../../src/sandbox/log-line';
import { minutes, registered, target, tracking, type World } from './scaling-world';

const activities = ({ call }: World, IncludeNotScaledActivities = true) =>
  call('DescribeScalingActivities', {
    ServiceNamespace: 'sagemaker',
    IncludeNotScaledActivities,
  }).ScalingActivities as readonly Record<string, unknown>[];

// claim: autoscaling · out after three minutes above the target, in after fifteen below 90 % of
//   it · AWS: How target tracking scaling works
test('scales out after three minutes above the target, and in after fifteen below 90 % of it', () => {
  const world = registered();
  world.call('PutScalingPolicy', tracking);

  minutes(world, 380, 2);
  expect(world.counts).toEqual([]);
  minutes(world, 380, 1);
  expect(world.counts).toEqual([4]);

  // 4 instances at 95: above 90 % of the target, so they stay.
  minutes(world, 380, 20);
  expect(world.counts).toEqual([4]);

  minutes(world, 120, 14);
  expect(world.counts).toEqual([4]);
  minutes(world, 120, 1);
  expect(world.counts).toEqual([4, 2]);
});

// claim: autoscaling · the service-linked role is the caller of what autoscaling does · AWS:
//   Service-linked roles for Application Auto Scaling
test('the role of the service is the caller of what it does', () => {
  const world = registered({ MinCapacity: 3, MaxCapacity: 5 });
  world.call('PutScalingPolicy', tracking);
  minutes(world, 500, 3);

  const calls = linesOf(world.log as LogLine[], 'call');
  expect(new Set(calls.map(({ operation }) => operation))).toEqual(new Set(['PutMetricAlarm']));
  for (const { caller } of calls) {
    expect(caller).toContain('AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint');
  }
});

// claim: autoscaling, metrics · a registered variant without requests reports
//   InvocationsPerInstance 0 and scales in · reported: by users whose variants scale in without
//   traffic
test('a variant without requests that publish 0 scales in to its minimum', () => {
  const world = registered();
  world.call('PutScalingPolicy', tracking);

  // Nobody records anything here but the service itself; a minute may be seen late.
  for (let minute = 0; minute < 17; minute += 1) {
    world.pass(58_000);
    world.pass(2_000);
  }

  expect(world.counts).toEqual([1]);
  expect(activities(world)[0]).toMatchObject({
    Description: 'Setting desired instance count to 1.',
    StatusCode: 'Successful',
  });
});

// claim: autoscaling · ScaleInCooldown holds the next scale-in, never a scale-out · AWS:
//   API_TargetTrackingScalingPolicyConfiguration
test('a cooldown of scaling in holds the next scale-in back, and never a scale-out', () => {
  const world = registered({ MinCapacity: 1, MaxCapacity: 9 });
  world.variant.count = 9;
  world.call('PutScalingPolicy', tracking);

  minutes(world, 500, 15);
  expect(world.counts).toEqual([5]);
  minutes(world, 200, 4);
  expect(world.counts).toEqual([5]);
  minutes(world, 200, 3);
  expect(world.counts).toEqual([5, 2]);
  minutes(world, 900, 3);
  expect(world.counts).toEqual([5, 2, 9]);
});

// claim: RegisterScalableTarget, autoscaling · SuspendedState stops scaling until it is resumed
//   · AWS: Suspending and resuming scaling
test.each([
  ['out', { DynamicScalingOutSuspended: true }, 500, 3],
  ['in', { DynamicScalingInSuspended: true }, 10, 15],
] as const)('suspended scaling %s waits until it is resumed', (_, SuspendedState, load, after) => {
  const world = registered();
  world.call('PutScalingPolicy', tracking);
  world.call('RegisterScalableTarget', { ...target, SuspendedState });

  minutes(world, load, after + 3);
  expect(world.counts).toEqual([]);

  const resumed = Object.fromEntries(Object.keys(SuspendedState).map((key) => [key, false]));
  world.call('RegisterScalableTarget', { ...target, SuspendedState: resumed });
  minutes(world, load, 1);
  expect(world.counts).toHaveLength(1);
});

// claim: autoscaling · DisableScaleIn scales out only · AWS:
//   API_TargetTrackingScalingPolicyConfiguration, DisableScaleIn
test('a policy with scale-in disabled scales out only', () => {
  const world = registered();
  const { TargetTrackingScalingPolicyConfiguration: config } = tracking;
  world.call('PutScalingPolicy', {
    ...tracking,
    TargetTrackingScalingPolicyConfiguration: { ...config, DisableScaleIn: true },
  });

  minutes(world, 10, 20);
  expect(world.counts).toEqual([]);
  minutes(world, 300, 3);
  expect(world.counts).toEqual([3]);
});

// claim: DescribeScalingActivities, autoscaling · not-scaled activities give
//   TargetServicePutResourceAsUnscalable where they are asked for · AWS: API_NotScaledReason
test('an endpoint that takes no change is named as the reason, and scaled when it does again', () => {
  const world = registered();
  world.call('PutScalingPolicy', tracking);
  world.variant.isActive = false;

  minutes(world, 300, 5);
  expect(world.counts).toEqual([]);
  expect(activities(world)).toMatchObject([
    {
      StatusCode: 'Failed',
      Description: 'Attempting to scale due to alarm triggered',
      Cause: expect.stringMatching(
        /^monitor alarm TargetTracking-endpoint\/scorer\/variant\/main-AlarmHigh-[\w-]+ in state ALARM triggered policy requests$/,
      ) as string,
      NotScaledReasons: [{ Code: 'TargetServicePutResourceAsUnscalable' }],
    },
  ]);
  expect(activities(world, false)).toEqual([]);

  world.variant.isActive = true;
  minutes(world, 300, 1);
  expect(world.counts).toEqual([3]);
});

// claim: DescribeScalingActivities · AlreadyAtMinCapacity and AlreadyAtMaxCapacity · AWS:
//   API_NotScaledReason
test('at its bounds a target says which one it is at', () => {
  const world = registered({ MinCapacity: 2, MaxCapacity: 2 });
  world.call('PutScalingPolicy', tracking);

  minutes(world, 900, 3);
  minutes(world, 10, 20);

  expect(world.counts).toEqual([]);
  expect(activities(world).map(({ NotScaledReasons }) => NotScaledReasons)).toEqual([
    [{ Code: 'AlreadyAtMinCapacity', MinCapacity: 2 }],
    [{ Code: 'AlreadyAtMaxCapacity', MaxCapacity: 2 }],
  ]);
});

// claim: autoscaling · an alarm that asks for more never scales in a count above the maximum ·
//   undocumented: AWS says only that the next scaling keeps within the range
test('a count left above the maximum is not scaled in by an alarm that asks for more', () => {
  const world = registered({ MinCapacity: 1, MaxCapacity: 3 });
  world.call('PutScalingPolicy', tracking);
  world.variant.count = 6;

  minutes(world, 900, 4);
  expect(world.counts).toEqual([]);
  minutes(world, 500, 15);
  expect(world.counts).toEqual([3]);
});

// claim: autoscaling · of several policies the larger count wins; all must agree to scale in ·
//   AWS: How target tracking scaling works, multiple policies
test('of two tracking policies the larger count wins, and both must agree to scale in', () => {
  const world = registered();
  world.call('PutScalingPolicy', tracking);
  const metric = { MetricName: 'queue', Namespace: 'scorer', Statistic: 'Average', Dimensions: [] };
  world.call('PutScalingPolicy', {
    ...tracking,
    PolicyName: 'queue',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 10,
      CustomizedMetricSpecification: metric,
    },
  });
  const withQueue = (requests: number, depth: number, count: number): void => {
    for (let index = 0; index < count; index += 1) {
      const datum = { MetricName: 'queue', Timestamp: new Date(world.now()), Value: depth };
      world.cloudwatch.service.PutMetricData!(
        { Namespace: 'scorer', MetricData: [datum] } as never,
        undefined as never,
      );
      world.minute(requests);
    }
  };

  withQueue(10, 10, 20);
  expect(world.counts).toEqual([]);
  withQueue(10, 1, 15);
  expect(world.counts).toEqual([1]);
});

// claim: PutScalingPolicy, autoscaling · a step policy acts on any alarm with its ARN as an
//   action · AWS: Step scaling policies
test('a step policy acts on an alarm of the user that names it', () => {
  const world = registered();
  const { PolicyARN, Alarms } = world.call('PutScalingPolicy', {
    ...target,
    PolicyName: 'steps',
    StepScalingPolicyConfiguration: {
      AdjustmentType: 'ChangeInCapacity',
      StepAdjustments: [
        { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 100, ScalingAdjustment: 1 },
        { MetricIntervalLowerBound: 100, ScalingAdjustment: 2 },
      ],
      MetricAggregationType: 'Maximum',
    },
  });
  expect(Alarms).toEqual([]);
  world.cloudwatch.putMetricAlarm(
    {
      AlarmName: 'busy',
      AlarmActions: [PolicyARN],
      Namespace: 'AWS/SageMaker',
      MetricName: 'InvocationsPerInstance',
      Dimensions: [
        { Name: 'EndpointName', Value: 'scorer' },
        { Name: 'VariantName', Value: 'main' },
      ],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 50,
      ComparisonOperator: 'GreaterThanThreshold',
    },
    'us-east-1',
  );

  const { ScalingPolicies } = world.call('DescribeScalingPolicies', {
    ServiceNamespace: 'sagemaker',
  });
  expect(ScalingPolicies).toMatchObject([{ PolicyARN, Alarms: [{ AlarmName: 'busy' }] }]);

  minutes(world, 120, 1);
  expect(world.counts).toEqual([3]);
  // The step of 2 counts the 1 that was added within the cooldown.
  minutes(world, 600, 1);
  expect(world.counts).toEqual([3, 4]);
  const summaries = world.cloudwatch.alarms.history
    .items()
    .filter(({ type }) => type === 'Action')
    .map(({ summary }) => summary);
  expect(summaries).toEqual([`Successfully executed action ${String(PolicyARN)}`]);
});
