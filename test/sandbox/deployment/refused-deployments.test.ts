import {
  CreateEndpointCommand,
  UpdateEndpointCommand,
  type DeploymentConfig,
  type RollingUpdatePolicy,
  type TrafficRoutingConfig,
} from '@aws-sdk/client-sagemaker';
import { createConfig, startSandbox, variant, type RunningSandbox } from '../running-sandbox';

const EndpointName = 'fraud-scorer';

const routed = (
  TrafficRoutingConfiguration: Partial<TrafficRoutingConfig>,
  more = {},
): DeploymentConfig => ({
  BlueGreenUpdatePolicy: {
    TrafficRoutingConfiguration: {
      Type: 'ALL_AT_ONCE',
      WaitIntervalInSeconds: 0,
      ...TrafficRoutingConfiguration,
    },
    ...more,
  },
});

const rolled = (policy: Partial<RollingUpdatePolicy>): DeploymentConfig => ({
  RollingUpdatePolicy: {
    MaximumBatchSize: { Type: 'INSTANCE_COUNT', Value: 1 },
    WaitIntervalInSeconds: 0,
    ...policy,
  },
});

const percent = (Value: number) => ({ Type: 'CAPACITY_PERCENT' as const, Value });
const count = (Value: number) => ({ Type: 'INSTANCE_COUNT' as const, Value });
const at = 'deploymentConfig.blueGreenUpdatePolicy';

describe('a deployment config', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
    await createConfig(sandbox, 'one', { ProductionVariants: [variant({})] });
    await createConfig(sandbox, 'four', {
      ProductionVariants: [variant({ InitialInstanceCount: 4 })],
    });
    await createConfig(sandbox, 'renamed', {
      ProductionVariants: [variant({ VariantName: 'main-next' })],
    });
  });
  afterAll(() => sandbox.stop());

  const update = (EndpointConfigName: string, config: DeploymentConfig) =>
    sandbox.sagemaker.send(
      new UpdateEndpointCommand({ EndpointName, EndpointConfigName, DeploymentConfig: config }),
    );

  // claim: UpdateEndpoint · waits, timeouts, sizes, policies and alarms of a DeploymentConfig
  //   are checked when the call is made · botocore: DeploymentConfig and its members
  // claim: deployments · a canary is at most half of the fleet, a linear step 10 to 50 %, a
  //   rolling batch 5 to 50 % · AWS: API_TrafficRoutingConfig, API_RollingUpdatePolicy
  // claim: deployments · a batch that is no whole instance of the fleet is refused ·
  //   undocumented: AWS has no public text for it
  // claim: deployments · both configs must have the same variants · AWS: Blue/green deployments,
  //   exclusions
  it.each<[string, string, DeploymentConfig]>([
    [
      `Value '3601' at '${at}.trafficRoutingConfiguration.waitIntervalInSeconds' failed to satisfy constraint: Member must have value less than or equal to 3600`,
      'four',
      routed({ WaitIntervalInSeconds: 3601 }),
    ],
    [
      'failed to satisfy constraint: Member must not be null',
      'four',
      { BlueGreenUpdatePolicy: { TrafficRoutingConfiguration: { Type: 'ALL_AT_ONCE' } as never } },
    ],
    [
      `Value '3601' at '${at}.terminationWaitInSeconds' failed to satisfy constraint: Member must have value less than or equal to 3600`,
      'four',
      routed({}, { TerminationWaitInSeconds: 3601 }),
    ],
    [
      `Value '599' at '${at}.maximumExecutionTimeoutInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 600`,
      'four',
      routed({}, { MaximumExecutionTimeoutInSeconds: 599 }),
    ],
    [
      `Value '28801' at 'deploymentConfig.rollingUpdatePolicy.maximumExecutionTimeoutInSeconds'`,
      'four',
      rolled({ MaximumExecutionTimeoutInSeconds: 28_801 }),
    ],
    [
      'Member must satisfy enum value set: [INSTANCE_COUNT, CAPACITY_PERCENT]',
      'four',
      rolled({ MaximumBatchSize: { Type: 'CAPACITY_PERCENTAGE' as never, Value: 10 } }),
    ],
    ['CanarySize must be specified', 'four', routed({ Type: 'CANARY' })],
    ['LinearStepSize must be specified', 'four', routed({ LinearStepSize: percent(10) })],
    [
      'CanarySize of 51 CAPACITY_PERCENT is not valid for 4 instance(s): it must be at most 50%',
      'four',
      routed({ Type: 'CANARY', CanarySize: percent(51) }),
    ],
    ['CanarySize of 3 INSTANCE_COUNT', 'four', routed({ Type: 'CANARY', CanarySize: count(3) })],
    [
      'CanarySize of 50 CAPACITY_PERCENT is not valid for 1 instance(s)',
      'one',
      routed({ Type: 'CANARY', CanarySize: percent(50) }),
    ],
    [
      'LinearStepSize of 9 CAPACITY_PERCENT is not valid for 4 instance(s): it must be 10% to 50%',
      'four',
      routed({ Type: 'LINEAR', LinearStepSize: percent(9) }),
    ],
    ['MaximumBatchSize of 4 CAPACITY_PERCENT', 'four', rolled({ MaximumBatchSize: percent(4) })],
    ['MaximumBatchSize of 3 INSTANCE_COUNT', 'four', rolled({ MaximumBatchSize: count(3) })],
    ['only one update policy', 'four', { ...routed({}), ...rolled({}) }],
    [
      'Could not find CloudWatch alarm(s) "no-such-alarm".',
      'four',
      { AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'no-such-alarm' }] } },
    ],
    [
      'Member must have length greater than or equal to 1',
      'four',
      { AutoRollbackConfiguration: { Alarms: [] } },
    ],
    [
      'Member must have length less than or equal to 10',
      'four',
      {
        AutoRollbackConfiguration: {
          Alarms: Array.from({ length: 11 }, () => ({ AlarmName: 'fraud-scorer-5xx' })),
        },
      },
    ],
    [
      '"fraud-scorer-1" has main, "renamed" has main-next',
      'renamed',
      routed({}, { TerminationWaitInSeconds: 1 }),
    ],
  ])('is refused: %s', async (message, config, deployment) => {
    await expect(update(config, deployment)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message) as string,
    });
  });

  // claim: CreateEndpoint · a DeploymentConfig is checked as in UpdateEndpoint · botocore:
  //   DeploymentConfig
  it('outside its ranges is refused when an endpoint is created, too', async () => {
    await expect(
      sandbox.sagemaker.send(
        new CreateEndpointCommand({
          EndpointName: 'other',
          EndpointConfigName: 'one',
          DeploymentConfig: routed({ WaitIntervalInSeconds: -1 }),
        }),
      ),
    ).rejects.toThrow('Member must have value greater than or equal to 0');
  });
});
