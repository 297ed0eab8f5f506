import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateEndpointCommand,
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  ListEndpointsCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
  type DescribeEndpointOutput,
} from '@aws-sdk/client-sagemaker';
import {
  createConfig,
  createModel,
  createSwitch,
  settled,
  until,
  variant,
} from '../running-sandbox';
import { startKept, type KeptWorld } from './kept-sandbox';

const EndpointName = 'fraud-scorer';

/** AWS's own pace: nothing that takes AWS time ends before the test is over. */
const slowly = ['--clock', '1'] as const;

const describeNow = async (world: KeptWorld, name = EndpointName) =>
  await world.sandbox().sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }));

const stageOf = ({ PendingDeploymentSummary: pending }: DescribeEndpointOutput) =>
  pending?.ProductionVariants?.[0]?.VariantStatus?.[0];

describe('what is under way when a sandbox is killed', () => {
  let world: KeptWorld;
  beforeAll(async () => {
    world = await startKept(...slowly);
  });
  afterAll(() => world.end());

  // claim: restarts · creations and changes under way go on · sandbox: AWS documents no restart
  it('goes on: an endpoint that is created, weights and counts that change', async () => {
    const { sagemaker } = world.sandbox();
    await createConfig(world.sandbox(), 'second', { ProductionVariants: [variant({})] });
    await sagemaker.send(
      new CreateEndpointCommand({ EndpointName: 'second', EndpointConfigName: 'second' }),
    );
    await sagemaker.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName,
        DesiredWeightsAndCapacities: [
          { VariantName: 'main', DesiredWeight: 7, DesiredInstanceCount: 3 },
        ],
      }),
    );

    await world.killAndRestart('--clock', '240');

    const changed = await settled(world.sandbox());
    expect(changed).toMatchObject({
      EndpointStatus: 'InService',
      ProductionVariants: [{ CurrentWeight: 7, CurrentInstanceCount: 3, DesiredInstanceCount: 3 }],
    });
    expect(changed.FailureReason).toBeUndefined();
    const created = await settled(world.sandbox(), 'second');
    expect(created).toMatchObject({
      EndpointStatus: 'InService',
      ProductionVariants: [{ CurrentInstanceCount: 1 }],
    });
  });

  it('goes on: an endpoint that is deleted', async () => {
    await world.killAndRestart(...slowly);
    const { sagemaker } = world.sandbox();
    await sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'second' }));

    await world.killAndRestart(...slowly);
    expect(await describeNow(world, 'second')).toMatchObject({ EndpointStatus: 'Deleting' });
    await world.killAndRestart('--clock', '240');

    await until('it is gone', async () => {
      const { Endpoints } = await world.sandbox().sagemaker.send(new ListEndpointsCommand());
      return Endpoints?.every((endpoint) => endpoint.EndpointName !== 'second');
    });
  });
});

describe('a guarded deployment when its sandbox is killed', () => {
  let world: KeptWorld;
  const setAlarm = async (StateValue: 'OK' | 'ALARM') => {
    const command = { AlarmName: 'kill-switch', StateValue, StateReason: 'set by a test' };
    await world.sandbox().cloudwatch.send(new SetAlarmStateCommand(command));
  };
  const baking = () =>
    until('it bakes', async () => {
      const live = await describeNow(world);
      return stageOf(live)?.Status === 'Baking' && live;
    });

  beforeAll(async () => {
    world = await startKept();
    await createSwitch(world.sandbox(), 'kill-switch');
    await createModel(world.sandbox(), 2);
    await createConfig(world.sandbox(), 'next', {
      ProductionVariants: [variant({ ModelName: 'fraud-2-test', InitialInstanceCount: 2 })],
    });
    await world.sandbox().sagemaker.send(
      new UpdateEndpointCommand({
        EndpointName,
        EndpointConfigName: 'next',
        DeploymentConfig: {
          BlueGreenUpdatePolicy: {
            TrafficRoutingConfiguration: {
              Type: 'CANARY',
              CanarySize: { Type: 'INSTANCE_COUNT', Value: 1 },
              WaitIntervalInSeconds: 600,
            },
          },
          AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'kill-switch' }] },
        },
      }),
    );
  });
  afterAll(() => world.end());

  it('starts again from provisioning with its guardrails, the old config serves', async () => {
    const before = await baking();

    await world.killAndRestart('--clock', '30');

    const live = await describeNow(world);
    expect(live).toMatchObject({
      EndpointStatus: 'Updating',
      EndpointConfigName: 'fraud-scorer-1',
    });
    expect(stageOf(live)?.Status).toBe('Creating');
    expect(live.PendingDeploymentSummary).toMatchObject({
      EndpointConfigName: 'next',
      StartTime: before.PendingDeploymentSummary?.StartTime,
    });
    expect(stageOf(await baking())?.StatusMessage).toContain('canary capacity of 1 instance(s)');
  });

  // claim: restarts, deployments · a rollback under way is finished with its reason · sandbox: AWS documents no restart
  it('is taken back to the end when its rollback was under way', async () => {
    await world.killAndRestart('--clock', '30');
    await baking();
    await setAlarm('ALARM');
    await until(
      'it is taken back',
      async () => stageOf(await describeNow(world))?.Status === 'Deleting',
    );

    await world.killAndRestart(...slowly);
    // No longer a reason to take it back, but what was decided stays decided.
    await setAlarm('OK');
    expect(await describeNow(world)).toMatchObject({ EndpointStatus: 'Updating' });
    await world.killAndRestart('--clock', '240');

    const live = await settled(world.sandbox());
    expect(live).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'fraud-scorer-1',
    });
    expect(live.FailureReason).toContain('CloudWatch alarm(s) in ALARM state: kill-switch');
  });
});
