import {
  CreateEndpointCommand,
  DescribeEndpointCommand,
  ListEndpointConfigsCommand,
} from '@aws-sdk/client-sagemaker';
import { linesOf } from '../../../src/sandbox/log-reader';
import {
  createConfig,
  createSwitch,
  settled,
  until,
  variant,
  type RunningSandbox,
} from '../running-sandbox';
import { change, invoke, live, main, statuses, update } from './deeds';
import { given, refusal } from './given';

const staging = 'fraud-scorer-staging';

async function createStaging(sandbox: RunningSandbox): Promise<void> {
  const EndpointName = staging;
  await createConfig(sandbox, staging, { ProductionVariants: [variant({})] });
  await sandbox.sagemaker.send(
    new CreateEndpointCommand({ EndpointName, EndpointConfigName: staging }),
  );
}

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

    for (let call = 0; call < 2; call += 1) {
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

// claim: faults · what was answered as done is not · sandbox: fault plans
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
