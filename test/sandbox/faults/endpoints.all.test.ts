import {
  CreateEndpointCommand,
  DescribeEndpointCommand,
  DescribeModelCommand,
  ListEndpointConfigsCommand,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { linesOf } from '../../../src/sandbox/log-reader';
import {
  createConfig,
  createSwitch,
  settled,
  until,
  variant,
  type RunningSandbox,
} from '../running-sandbox';
import { change, live, main, untilWeight, update } from './deeds';
import { given, refusal } from './given';

const staging = 'fraud-scorer-staging';

async function createStaging(sandbox: RunningSandbox): Promise<void> {
  const EndpointName = staging;
  await createConfig(sandbox, staging, { ProductionVariants: [variant({})] });
  await sandbox.sagemaker.send(
    new CreateEndpointCommand({ EndpointName, EndpointConfigName: staging }),
  );
}

const invoke = ({ runtime }: RunningSandbox) =>
  runtime.send(new InvokeEndpointCommand({ EndpointName: 'fraud-scorer', Body: '{"amount":1}' }));

const statuses = async (sandbox: RunningSandbox, endpoint = 'fraud-scorer') =>
  linesOf(await sandbox.log(), 'endpoint')
    .filter((line) => line.endpoint === endpoint)
    .map(({ status }) => status);

test(
  'an update needs more instances than the account may have',
  given('quota-reached', async (sandbox) => {
    expect(await refusal(update(sandbox))).toMatch(/^ResourceLimitExceeded: .*ml\.m5\.xlarge/);
    expect((await live(sandbox)).EndpointStatus).toBe('InService');
  }),
);

test(
  'an update gets no instances and ends with the old config',
  given('no-capacity', async (sandbox) => {
    await update(sandbox);

    const { EndpointConfigName, FailureReason } = await settled(sandbox);
    expect(EndpointConfigName).toBe('fraud-scorer-1');
    expect(FailureReason).toContain('InsufficientInstanceCapacity');
  }),
);

test(
  'an update stays Updating',
  given('stuck', async (sandbox) => {
    await update(sandbox);
    // Begun later, ended before: there was time enough.
    await createStaging(sandbox);
    expect((await settled(sandbox, staging)).EndpointStatus).toBe('InService');

    expect((await live(sandbox)).EndpointStatus).toBe('Updating');
    expect((await invoke(sandbox)).InvokedProductionVariant).toBe('main');
  }),
);

test(
  'an endpoint is maintained: it serves and takes no change',
  given('maintenance', async (sandbox) => {
    await change(sandbox, { DesiredWeight: 50 });
    const isMaintained = async () => (await live(sandbox)).EndpointStatus === 'SystemUpdating';
    await until('it is maintained', isMaintained);

    expect(await refusal(change(sandbox, { DesiredWeight: 100 }))).toContain(
      'in-progress endpoint',
    );
    expect((await invoke(sandbox)).InvokedProductionVariant).toBe('main');
  }),
);

test(
  'staging stays Creating',
  given('staging-stuck', async (sandbox) => {
    await createStaging(sandbox);
    // Begun later, ended before: there was time enough.
    await update(sandbox);
    expect((await settled(sandbox)).EndpointConfigName).toBe('next');

    expect(await statuses(sandbox, staging)).toEqual(['Creating']);
  }),
);

test(
  'staging ends Failed and says why',
  given('staging-failed', async (sandbox) => {
    await createStaging(sandbox);

    const { EndpointStatus, FailureReason } = await settled(sandbox, staging);
    expect(EndpointStatus).toBe('Failed');
    expect(FailureReason).toContain('InsufficientInstanceCapacity');
  }),
);

test(
  'a config is not there yet, twice',
  given('not-there-yet', async (sandbox) => {
    await createConfig(sandbox, staging, { ProductionVariants: [variant({})] });
    const input = { EndpointName: staging, EndpointConfigName: staging };
    const create = () => refusal(sandbox.sagemaker.send(new CreateEndpointCommand(input)));

    for (const _ of [1, 2]) {
      expect(await create()).toMatch(/^ValidationException: Could not find endpoint configuration/);
    }
    expect(await create()).toBeUndefined();
  }),
);

test(
  'a config is left behind without its endpoint',
  given('half-created', async (sandbox) => {
    expect(await refusal(createStaging(sandbox))).toMatch(/^ResourceLimitExceeded: /);

    const { EndpointConfigs = [] } = await sandbox.sagemaker.send(
      new ListEndpointConfigsCommand({}),
    );
    expect(EndpointConfigs.map(({ EndpointConfigName }) => EndpointConfigName)).toContain(staging);
    const describe = new DescribeEndpointCommand({ EndpointName: staging });
    expect(await refusal(sandbox.sagemaker.send(describe))).toContain('Could not find endpoint');
  }),
);

test(
  'an endpoint has two variants',
  given('two-variants', async (sandbox) => {
    const { ProductionVariants = [] } = await settled(sandbox);

    expect(ProductionVariants.map(({ VariantName }) => VariantName)).toEqual(['main', 'other']);
  }),
);

test(
  'production answers half a second later, as its measured latency says',
  given('production-slow', async (sandbox) => {
    const took = async (): Promise<number> => {
      const startedAt = performance.now();
      await invoke(sandbox);
      return performance.now() - startedAt;
    };
    // A machine under load may be slow once.
    await until('the model is quick', async () => (await took()) < 400);
    await update(sandbox);

    expect(await took()).toBeGreaterThan(500);
    expect(linesOf(await sandbox.log(), 'request').at(-1)?.ms).toBeGreaterThan(500);
    await settled(sandbox);
    expect(await took()).toBeGreaterThan(500);
  }),
);

test(
  'a variant keeps its weight without an instance',
  given('no-instances', async (sandbox) => {
    expect((await live(sandbox)).ProductionVariants?.[0]).toMatchObject({
      CurrentWeight: 100,
      CurrentInstanceCount: 0,
      DesiredInstanceCount: 2,
    });
    expect(await refusal(invoke(sandbox))).toMatch(/^ServiceUnavailable/);
  }),
);

test(
  'a change of a scaled endpoint is rolled back',
  given('rolling-back', async (sandbox) => {
    await change(sandbox, { DesiredWeight: 7, DesiredInstanceCount: 3 });

    await until('it is over', async () => (await live(sandbox)).EndpointStatus === 'InService');
    expect(await main(sandbox)).toMatchObject({ CurrentWeight: 100, CurrentInstanceCount: 2 });
    expect((await statuses(sandbox)).slice(-3)).toEqual(['Updating', 'RollingBack', 'InService']);
  }),
);

test(
  'a scaled variant refuses another instance type',
  given('scaled-variant', async (sandbox) => {
    expect(await refusal(update(sandbox, { InstanceType: 'ml.m5.2xlarge' }))).toMatch(
      /^ValidationException: .*InstanceType|instance type/i,
    );
  }),
);

test(
  'autoscaling takes an instance away once weights were changed',
  given('stable-scaled-in', async (sandbox) => {
    await change(sandbox, { DesiredWeight: 90 });

    await until('one instance is left', async () => {
      const { CurrentInstanceCount } = (await main(sandbox)) ?? {};
      return CurrentInstanceCount === 1;
    });
  }),
);

test(
  'a pipeline brings its own config, without the variants there were',
  given('endpoint-updated', async (sandbox) => {
    await change(sandbox, { DesiredWeight: 50 });

    await until('its config serves', async () => {
      const { EndpointConfigName, ProductionVariants } = await settled(sandbox);
      const [{ VariantName } = {}] = ProductionVariants ?? [];
      return EndpointConfigName === 'of-the-pipeline' && VariantName === 'blue';
    });
  }),
);

test(
  'somebody changes the weights by hand',
  given('weights-by-hand', async (sandbox) => {
    await change(sandbox, { DesiredWeight: 50 });

    await untilWeight(sandbox, 42);
  }),
);

test(
  'somebody deletes the endpoint',
  given('endpoint-deleted', async (sandbox) => {
    await change(sandbox, { DesiredWeight: 50 });

    await until('it is gone', async () => {
      return (await refusal(live(sandbox)))?.includes('Could not find endpoint');
    });
  }),
);

test(
  'what is answered as done is not',
  given('silent-revert', async (sandbox) => {
    await change(sandbox, { DesiredWeight: 50 });
    expect((await main(sandbox))?.CurrentWeight).toBe(100);
    await update(sandbox);

    const { EndpointConfigName, EndpointStatus, FailureReason } = await settled(sandbox);
    expect([EndpointConfigName, EndpointStatus]).toEqual(['fraud-scorer-1', 'InService']);
    expect(FailureReason).toBeUndefined();
  }),
);

test(
  'the container of a model serves many',
  given('multi-model', async ({ sagemaker }) => {
    const model = await sagemaker.send(new DescribeModelCommand({ ModelName: 'fraud-1' }));

    expect(model.PrimaryContainer?.Mode).toBe('MultiModel');
  }),
);

test(
  'a rolling update cannot be rolled back: two fleets serve',
  given('rollback-failed', async (sandbox) => {
    const ring = await createSwitch(sandbox, 'kill-switch');
    await update(
      sandbox,
      {},
      {
        DeploymentConfig: {
          RollingUpdatePolicy: {
            MaximumBatchSize: { Type: 'INSTANCE_COUNT', Value: 1 },
            WaitIntervalInSeconds: 60,
          },
          AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'kill-switch' }] },
        },
      },
    );
    await until('the first batch bakes', async () => {
      const stages = linesOf(await sandbox.log(), 'deployment');
      return stages.some(({ stage, share }) => stage === 'Baking' && share === 0.5);
    });
    await ring('ALARM');

    const { EndpointStatus, FailureReason } = await settled(sandbox);
    expect(EndpointStatus).toBe('UpdateRollbackFailed');
    expect(FailureReason).toContain('ollback');
    expect(await refusal(change(sandbox, { DesiredWeight: 1 }))).toContain('UpdateRollbackFailed');
  }),
);
