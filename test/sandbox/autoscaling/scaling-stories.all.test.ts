import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { DescribeEndpointCommand, UpdateEndpointCommand } from '@aws-sdk/client-sagemaker';
import { callsTo } from '../../../src/sandbox/log-reader';
import { settled, startSandbox, until, type RunningSandbox } from '../running-sandbox';

const EndpointName = 'fraud-scorer';
const target = {
  ServiceNamespace: 'sagemaker',
  ResourceId: `endpoint/${EndpointName}/variant/main`,
  ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
} as const;
const serviceRole = 'assumed-role/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint/';

let sandbox: RunningSandbox;
let scaling: ApplicationAutoScalingClient;

afterEach(async () => {
  scaling.destroy();
  await sandbox.stop();
});

const start = async (...options: readonly string[]): Promise<void> => {
  sandbox = await startSandbox(...options);
  scaling = new ApplicationAutoScalingClient(sandbox.client);
};

const register = (more: object) =>
  scaling.send(new RegisterScalableTargetCommand({ ...target, ...more }));

const count = async (): Promise<number | undefined> => {
  const live = await sandbox.sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
  const [main] = live.ProductionVariants ?? [];
  return live.EndpointStatus === 'InService' ? main?.CurrentInstanceCount : undefined;
};

const untilCount = (wanted: number, seconds = 60) =>
  until(`${wanted} instances`, async () => (await count()) === wanted, seconds);

const activities = async () => {
  const { ScalingActivities = [] } = await scaling.send(
    new DescribeScalingActivitiesCommand({
      ServiceNamespace: 'sagemaker',
      IncludeNotScaledActivities: true,
    }),
  );
  return ScalingActivities;
};

const setLoad = (rps: number) => sandbox.control('PUT', '/load', { rps });

const alarm = async (AlarmName: string): Promise<MetricAlarm> => {
  const { MetricAlarms = [] } = await sandbox.cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }),
  );
  return MetricAlarms[0]!;
};

/** AWS's alarms look at minutes; a user may put them again with another period, here as there. */
async function hasten(name: string): Promise<void> {
  const shown = await alarm(name);
  const { MetricName, Namespace, Dimensions, Statistic, Threshold, ComparisonOperator } = shown;
  await sandbox.cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: name,
      AlarmActions: shown.AlarmActions,
      MetricName,
      Namespace,
      Dimensions,
      Statistic,
      Threshold,
      ComparisonOperator,
      Period: 10,
      EvaluationPeriods: 2,
    }),
  );
}

// claim: autoscaling, instances · real requests raise real alarms that change real instances,
//   out and in · AWS: Automatic scaling of SageMaker models
it('follows the load: out when requests rise, in when they stop, by real requests and alarms', async () => {
  await start('--load', '20');
  await register({ MinCapacity: 1, MaxCapacity: 4 });
  const { Alarms = [] } = await scaling.send(
    new PutScalingPolicyCommand({
      ...target,
      PolicyName: 'requests',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        // In 10 s: 20 requests a second are 100 for each of 2 instances, 50 for each of 4.
        TargetValue: 45,
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance',
        },
      },
    }),
  );
  for (const { AlarmName } of Alarms) await hasten(AlarmName!);

  await untilCount(4, 120);
  await register({ SuspendedState: { DynamicScalingInSuspended: true } });
  // Nothing at all: a registered variant reports 0, so that it could scale in.
  await setLoad(0);
  const low = Alarms[1]!.AlarmName!;
  await until('few requests', async () => (await alarm(low)).StateValue === 'ALARM', 120);
  expect(await count()).toBe(4);

  await register({ SuspendedState: { DynamicScalingInSuspended: false } });
  await untilCount(1, 180);

  const scaledIn = await until('the activity has ended', async () =>
    (await activities()).find(
      ({ Description, StatusCode }) =>
        Description === 'Setting desired instance count to 1.' && StatusCode === 'Successful',
    ),
  );
  expect(scaledIn).toMatchObject({
    StatusMessage:
      'Successfully set desired instance count to 1. Change successfully fulfilled by sagemaker.',
    Cause: `monitor alarm ${Alarms[1]!.AlarmName} in state ALARM triggered policy requests`,
  });
  expect((await activities()).at(-1)).toMatchObject({
    Description: 'Setting desired instance count to 4.',
    Cause: `monitor alarm ${Alarms[0]!.AlarmName} in state ALARM triggered policy requests`,
  });
  const changes = callsTo(await sandbox.log(), 'UpdateEndpointWeightsAndCapacities');
  expect(changes.length).toBeGreaterThanOrEqual(2);
  for (const { caller, ok } of changes) {
    expect(ok).toBe(true);
    expect(caller).toContain(serviceRole);
  }
}, 320_000);

// claim: RegisterScalableTarget, PutScheduledAction, autoscaling · a count is brought into a new
//   range at once, also by the clock · AWS: API_RegisterScalableTarget; Scheduled scaling
it('brings a count into the range it is given, and changes the range by the clock', async () => {
  await start();
  await register({ MinCapacity: 3, MaxCapacity: 5 });
  await untilCount(3);
  const range = { MinCapacity: 1, MaxCapacity: 2 };
  const inSeconds = new Date(Date.now() + 3_000).toISOString().slice(0, 19);
  await scaling.send(
    new PutScheduledActionCommand({
      ...target,
      ScheduledActionName: 'night',
      Schedule: `at(${inSeconds})`,
      ScalableTargetAction: range,
    }),
  );
  await untilCount(2);

  const { ScalableTargets } = await scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: 'sagemaker' }),
  );
  expect(ScalableTargets).toMatchObject([range]);
  await until('the activity has ended', async () =>
    (await activities()).every(({ StatusCode }) => StatusCode === 'Successful'),
  );
  expect((await activities()).map(({ Cause }) => Cause)).toEqual([
    'maximum capacity was set to 2',
    'scheduled action name night was triggered',
    'minimum capacity was set to 3',
  ]);
});

// claim: autoscaling · nothing is scaled while the endpoint is updated · AWS:
//   API_NotScaledReason, TargetServicePutResourceAsUnscalable
it('does not scale while the endpoint is updated, and says so', async () => {
  // Slow enough that the alarm is heard while the new fleet comes up.
  await start('--clock', '30', '--load', '10');
  await register({ MinCapacity: 1, MaxCapacity: 4 });
  const { PolicyARN } = await scaling.send(
    new PutScalingPolicyCommand({
      ...target,
      PolicyName: 'steps',
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ExactCapacity',
        StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 3 }],
      },
    }),
  );
  const AlarmName = 'called-by-hand';
  await sandbox.cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      AlarmActions: [PolicyARN!],
      Namespace: 'AWS/SageMaker',
      MetricName: 'Invocations',
      Dimensions: [
        { Name: 'EndpointName', Value: EndpointName },
        { Name: 'VariantName', Value: 'main' },
      ],
      Statistic: 'Sum',
      Period: 10,
      EvaluationPeriods: 1,
      // There are always more: the alarm is OK by itself, and the breach is positive when it is called.
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
    }),
  );
  const call = () =>
    sandbox.cloudwatch.send(
      new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'by hand' }),
    );
  await until('the alarm has data', async () => (await alarm(AlarmName)).StateValue === 'OK', 60);

  await sandbox.sagemaker.send(
    new UpdateEndpointCommand({
      EndpointName,
      EndpointConfigName: 'fraud-scorer-1',
      RetainAllVariantProperties: true,
    }),
  );
  await call();

  expect(await activities()).toMatchObject([
    {
      StatusCode: 'Failed',
      Cause: `monitor alarm ${AlarmName} in state ALARM triggered policy steps`,
      NotScaledReasons: [{ Code: 'TargetServicePutResourceAsUnscalable' }],
    },
  ]);
  await settled(sandbox);
  expect(await count()).toBe(2);
  await until(
    'the alarm is OK again',
    async () => (await alarm(AlarmName)).StateValue === 'OK',
    60,
  );
  await call();
  await untilCount(3);
}, 200_000);
