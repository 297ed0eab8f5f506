import { DescribeModelCommand } from '@aws-sdk/client-sagemaker';
import { linesOf } from '../../../src/sandbox/log-reader';
import { settled, until } from '../running-sandbox';
import { change, invoke, live, main, statuses, untilWeight, update } from './deeds';
import { given, refusal } from './given';

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
  'an endpoint has two variants',
  given('two-variants', async (sandbox) => {
    const { ProductionVariants = [] } = await settled(sandbox);

    expect(ProductionVariants.map(({ VariantName }) => VariantName)).toEqual(['main', 'other']);
  }),
);

// claim: faults, metrics, InvokeEndpoint · the machines of a variant get slow, and its measured
//   latency says so · sandbox: a fate
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
  'the container of a model serves many',
  given('multi-model', async ({ sagemaker }) => {
    const model = await sagemaker.send(new DescribeModelCommand({ ModelName: 'fraud-1' }));

    expect(model.PrimaryContainer?.Mode).toBe('MultiModel');
  }),
);
