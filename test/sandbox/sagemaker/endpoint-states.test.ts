import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
  type DescribeEndpointOutput,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { linesOf, loadByVersion, weightsOver } from '../../../src/sandbox/log-reader';
import {
  createConfig,
  createModel,
  settled,
  startSandbox,
  until,
  variant,
  type RunningSandbox,
} from '../running-sandbox';

const EndpointName = 'fraud-scorer';

describe('what AWS does to an endpoint by itself', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox('--load', '20');
    await createModel(sandbox, 2);
    await createConfig(sandbox, 'next', {
      ProductionVariants: [variant({ ModelName: 'fraud-2-test', InitialInstanceCount: 2 })],
    });
  });
  afterAll(() => sandbox.stop());

  const describeNow = () => sandbox.sagemaker.send(new DescribeEndpointCommand({ EndpointName }));

  const update = () =>
    sandbox.sagemaker.send(new UpdateEndpointCommand({ EndpointName, EndpointConfigName: 'next' }));

  const grow = (DesiredInstanceCount: number) =>
    sandbox.sagemaker.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName,
        DesiredWeightsAndCapacities: [{ VariantName: 'main', DesiredInstanceCount }],
      }),
    );

  const meet = async (fate: object) => {
    const { status, body } = await sandbox.control('POST', `/endpoints/${EndpointName}/fate`, fate);
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  };

  const untilLive = (what: string, look: (live: DescribeEndpointOutput) => boolean) =>
    until(what, async () => {
      const live = await describeNow();
      return look(live) && live;
    });

  // claim: endpoint states · `SystemUpdating` serves, and refuses update, change of counts and
  //   deletion as in progress · AWS: API_DescribeEndpoint, EndpointStatus
  it('maintenance refuses every change and goes on serving', async () => {
    await meet({ fate: 'maintenance', seconds: 480 });
    const during = await describeNow();
    const inProgress = 'Cannot update in-progress endpoint';

    expect(during.EndpointStatus).toBe('SystemUpdating');
    await expect(update()).rejects.toThrow(inProgress);
    await expect(grow(3)).rejects.toThrow(inProgress);
    await expect(
      sandbox.sagemaker.send(new DeleteEndpointCommand({ EndpointName })),
    ).rejects.toThrow(inProgress);
    await untilLive('it is over', ({ EndpointStatus }) => EndpointStatus === 'InService');
    expect(loadByVersion(await sandbox.log()).failed).toBe(0);
  });

  // claim: instances · a lost instance is replaced after provisioning; the endpoint stays
  //   `InService` with a CurrentInstanceCount below the desired one · AWS: Best practices for
  //   deploying models on SageMaker hosting services
  it('a lost instance is replaced after provisioning, without a change of status', async () => {
    const since = new Date().toISOString();
    const { instance } = await meet({ fate: 'instance-lost', variant: 'main' });
    const during = await describeNow();
    const after = await untilLive(
      'it is replaced',
      ({ ProductionVariants }) => ProductionVariants?.[0]?.CurrentInstanceCount === 2,
    );

    expect(during.EndpointStatus).toBe('InService');
    expect(during.ProductionVariants?.[0]).toMatchObject({
      CurrentInstanceCount: 1,
      DesiredInstanceCount: 2,
    });
    expect(after.EndpointStatus).toBe('InService');
    const lines = (await sandbox.log()).filter(({ at }) => at >= since);
    expect(
      linesOf(lines, 'instance').map((line) => [line.event, line.instance === instance]),
    ).toEqual([
      ['died', true],
      ['starting', false],
      ['healthy', false],
    ]);
  });

  // claim: UpdateEndpoint, UpdateEndpointWeightsAndCapacities · without capacity the endpoint
  //   ends `InService` as it was, with AWS's text of InsufficientInstanceCapacity as FailureReason
  //   · reported: `Unable to provision requested ML compute capacity due to
  //   InsufficientInstanceCapacity error`
  it('no capacity takes an update back with the text of AWS, then a change of count', async () => {
    await meet({ fate: 'no-capacity', times: 2 });
    await update();
    const updated = await settled(sandbox);
    await grow(3);
    const grown = await settled(sandbox);

    for (const live of [updated, grown]) {
      expect(live).toMatchObject({
        EndpointStatus: 'InService',
        EndpointConfigName: 'fraud-scorer-1',
        FailureReason: expect.stringMatching(
          /^Unable to provision requested ML compute capacity due to InsufficientInstanceCapacity error\./,
        ) as string,
        ProductionVariants: [{ CurrentInstanceCount: 2, DesiredInstanceCount: 2 }],
      });
    }
  });

  // claim: UpdateEndpointWeightsAndCapacities · on an autoscaled endpoint a change that fails
  //   goes over `RollingBack` to the weights and counts before it · AWS: API_DescribeEndpoint,
  //   EndpointStatus RollingBack
  it('no capacity rolls weights and counts back where the endpoint is autoscaled', async () => {
    await meet({ fate: 'no-capacity', times: 1 });
    const scaling = new ApplicationAutoScalingClient(sandbox.client);
    const target = {
      ServiceNamespace: 'sagemaker',
      ResourceId: `endpoint/${EndpointName}/variant/main`,
      ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
    } as const;
    await scaling.send(
      new RegisterScalableTargetCommand({ ...target, MinCapacity: 2, MaxCapacity: 4 }),
    );
    await sandbox.sagemaker.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName,
        DesiredWeightsAndCapacities: [
          { VariantName: 'main', DesiredWeight: 7, DesiredInstanceCount: 3 },
        ],
      }),
    );
    const after = await untilLive(
      'it is rolled back',
      ({ EndpointStatus }) => EndpointStatus === 'InService',
    );
    await scaling.send(new DeregisterScalableTargetCommand(target));
    scaling.destroy();

    expect(after.FailureReason).toContain('InsufficientInstanceCapacity');
    expect(after.ProductionVariants?.[0]).toMatchObject({
      CurrentWeight: 100,
      DesiredWeight: 100,
      CurrentInstanceCount: 2,
      DesiredInstanceCount: 2,
    });
    const log = await sandbox.log();
    const statuses = linesOf(log, 'endpoint').map(({ status }) => status);
    expect(statuses.slice(-3)).toEqual(['Updating', 'RollingBack', 'InService']);
    const weights = weightsOver(log, EndpointName).map((line) => line.weights.main);
    expect(weights.slice(-2)).toEqual([7, 100]);
  });

  // claim: endpoint states · an update may end `InService` with the old config and without a
  //   FailureReason, where a fate asks for it · sandbox: a fault that clients must tell by the
  //   config
  it('a silent revert ends InService with the old config and says nothing', async () => {
    await meet({ fate: 'silent-revert' });
    await update();
    const after = await settled(sandbox);

    expect(after.EndpointStatus).toBe('InService');
    expect(after.EndpointConfigName).toBe('fraud-scorer-1');
    expect(after.FailureReason).toBeUndefined();
  });

  // claim: endpoint states · an update may stay `Updating` as long as a fate asks for it ·
  //   sandbox: a fault that clients must bear
  it('a stuck update stays Updating until it is released', async () => {
    await meet({ fate: 'stuck' });
    await update();
    const statuses = new Set<string | undefined>();
    const end = Date.now() + 2_000;
    await until('twice the time an update takes', async () => {
      statuses.add((await describeNow()).EndpointStatus);
      return Date.now() > end;
    });
    await meet({ fate: 'released' });
    const after = await settled(sandbox);

    expect([...statuses]).toEqual(['Updating']);
    expect(after.EndpointConfigName).toBe('next');
  });

  // claim: endpoint states, InvokeEndpoint, UpdateEndpoint · `OutOfService` answers
  //   ServiceUnavailable and takes no change but deletion · AWS: API_DescribeEndpoint,
  //   EndpointStatus OutOfService
  it('out of service answers no requests and takes no change, until it recovers', async () => {
    const invoke = () =>
      sandbox.runtime.send(
        new InvokeEndpointCommand({ EndpointName, ContentType: 'application/json', Body: '{}' }),
      );
    await meet({ fate: 'out-of-service' });

    expect((await describeNow()).EndpointStatus).toBe('OutOfService');
    await expect(invoke()).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    await expect(update()).rejects.toThrow('with status OutOfService');
    await meet({ fate: 'recovered' });
    expect((await describeNow()).EndpointStatus).toBe('InService');
    expect((await invoke()).$metadata.httpStatusCode).toBe(200);
  });

  // claim: DeleteEndpoint · an endpoint that is `OutOfService` can be deleted · AWS:
  //   API_DescribeEndpoint, EndpointStatus OutOfService
  it('out of service can be deleted', async () => {
    await meet({ fate: 'out-of-service' });
    await sandbox.sagemaker.send(new DeleteEndpointCommand({ EndpointName }));

    await until('it is gone', async () => {
      try {
        await describeNow();
        return false;
      } catch (error) {
        return (error as Error).message.startsWith('Could not find endpoint');
      }
    });
  });
});
