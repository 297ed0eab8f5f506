import {
  CreateEndpointCommand,
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
} from '@aws-sdk/client-sagemaker';
import {
  fleetsShrunkByUpdate,
  linesOf,
  loadByVersion,
  mirroredByVersion,
  momentsWithoutWeight,
  weightsOver,
} from '../../../src/sandbox/log-reader';
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

describe('an endpoint under load', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox('--load', '40');
  });
  afterAll(() => sandbox.stop());

  const update = (EndpointConfigName: string, more = {}) =>
    sandbox.sagemaker.send(
      new UpdateEndpointCommand({ EndpointName, EndpointConfigName, ...more }),
    );

  const describeNow = () => sandbox.sagemaker.send(new DescribeEndpointCommand({ EndpointName }));

  // claim: DescribeEndpoint · shows live weights, counts and the resolved digests of images ·
  //   AWS: API_ProductionVariantSummary
  it('is seeded with its fleet raised above its config', async () => {
    const live = await describeNow();

    expect(live).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'fraud-scorer-1',
      ProductionVariants: [
        {
          VariantName: 'main',
          CurrentWeight: 100,
          DesiredWeight: 100,
          CurrentInstanceCount: 2,
          DesiredInstanceCount: 2,
          DeployedImages: [
            {
              SpecifiedImage: expect.stringContaining('@sha256:') as string,
              ResolvedImage: expect.stringContaining('@sha256:') as string,
            },
          ],
        },
      ],
    });
  });

  // claim: UpdateEndpoint, DescribeEndpoint · an update that fails ends `InService` with the old
  //   config and a FailureReason; the old fleet serves throughout · AWS: API_DescribeEndpoint,
  //   EndpointStatus and FailureReason
  // claim: DescribeEndpoint · while an update is under way PendingDeploymentSummary names the
  //   new config · AWS: API_PendingDeploymentSummary
  it('goes back to the old config and says why when the new fleet dies at start', async () => {
    const model = await createModel(sandbox, 6);
    await createConfig(sandbox, 'dying', { ProductionVariants: [variant({ ModelName: model })] });

    await update('dying');
    const during = await describeNow();
    const after = await settled(sandbox);

    expect(during.EndpointStatus).toBe('Updating');
    expect(during.PendingDeploymentSummary?.EndpointConfigName).toBe('dying');
    expect(after.EndpointStatus).toBe('InService');
    expect(after.EndpointConfigName).toBe('fraud-scorer-1');
    expect(after.FailureReason).toContain('did not pass the ping health check');
    expect(after.ProductionVariants?.[0]?.CurrentInstanceCount).toBe(2);
    expect(after.PendingDeploymentSummary).toBeUndefined();
  });

  // claim: UpdateEndpoint, UpdateEndpointWeightsAndCapacities, DeleteEndpoint · a change while
  //   another is under way is refused: `Cannot update in-progress endpoint` · reported: by users
  //   of the SDKs
  it('refuses every change while one is under way', async () => {
    const { EndpointArn } = await update('fraud-scorer-1', { RetainAllVariantProperties: true });
    const inProgress = `Cannot update in-progress endpoint "${EndpointArn}".`;
    const DesiredWeightsAndCapacities = [{ VariantName: 'main', DesiredWeight: 1 }];

    await expect(update('fraud-scorer-1')).rejects.toMatchObject({
      name: 'ValidationException',
      message: inProgress,
    });
    await expect(
      sandbox.sagemaker.send(
        new UpdateEndpointWeightsAndCapacitiesCommand({
          EndpointName,
          DesiredWeightsAndCapacities,
        }),
      ),
    ).rejects.toThrow(inProgress);
    await expect(
      sandbox.sagemaker.send(new DeleteEndpointCommand({ EndpointName })),
    ).rejects.toThrow(inProgress);
    const after = await settled(sandbox);
    expect(after.ProductionVariants?.[0]?.CurrentInstanceCount).toBe(2);
  });

  // claim: routing, InvokeEndpoint · a shadow gets a copy of each production request; callers
  //   see production's answers only · AWS: Shadow variants
  it('mirrors every request to a shadow variant whose answers nobody gets', async () => {
    const shadow = variant({ VariantName: 'main-next', ModelName: 'fraud-3-test' });
    await createModel(sandbox, 3);
    await createConfig(sandbox, 'shadowed', {
      ProductionVariants: [variant({ InitialInstanceCount: 2 })],
      ShadowProductionVariants: [shadow],
    });

    await update('shadowed');
    const live = await settled(sandbox);
    const from = new Date().toISOString();
    // The times of the load are those it meant: a busy machine sends later, so copies are told by their ids.
    const log = await until('a copy of each of 200 requests', async () => {
      const lines = await sandbox.log();
      const copies = new Set(
        linesOf(lines, 'request').flatMap(({ mirrored, id }) => (mirrored && id ? [id] : [])),
      );
      const sent = linesOf(lines, 'load', { from }).slice(0, 200);
      return sent.length === 200 && sent.every(({ id }) => copies.has(id)) && lines;
    });

    expect(live.ShadowProductionVariants?.[0]).toMatchObject({ VariantName: 'main-next' });
    expect(live.ProductionVariants).toHaveLength(1);
    const load = loadByVersion(log, { from });
    expect(Object.keys(load.byVersion)).toEqual(['fraud/1']);
    expect(load.failed).toBe(0);
    expect(Object.keys(mirroredByVersion(log, { from }))).toEqual(['fraud/3']);
  });

  // claim: UpdateEndpointWeightsAndCapacities · weights are in force some time after the call,
  //   and before the endpoint is `InService` again · undocumented: AWS says that the endpoint is
  //   Updating, not when traffic moves
  // claim: routing · requests are split by the weights in force · AWS: API_ProductionVariant,
  //   InitialVariantWeight
  it('splits traffic by weights that take a while to be in force', async () => {
    await createModel(sandbox, 2);
    await createConfig(sandbox, 'canary', {
      ProductionVariants: [
        variant({ InitialInstanceCount: 2, InitialVariantWeight: 100 }),
        variant({ VariantName: 'main-next', ModelName: 'fraud-2-test', InitialVariantWeight: 0 }),
      ],
    });
    await update('canary');
    const before = await settled(sandbox);
    const since = new Date().toISOString();

    await sandbox.sagemaker.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName,
        DesiredWeightsAndCapacities: [
          { VariantName: 'main', DesiredWeight: 50 },
          { VariantName: 'main-next', DesiredWeight: 50 },
        ],
      }),
    );
    const after = await settled(sandbox);
    const from = new Date().toISOString();
    const { byVersion } = await until('200 answers', async () => {
      const load = loadByVersion(await sandbox.log(), { from });
      return load.sent > 200 && load;
    });

    const weights = (live: typeof after) =>
      live.ProductionVariants?.map(({ CurrentWeight, DesiredWeight }) => [
        CurrentWeight,
        DesiredWeight,
      ]);
    expect(weights(before)).toEqual([
      [100, 100],
      [0, 0],
    ]);
    const changes = (await sandbox.log()).filter(({ at }) => at >= since);
    const steps = [...linesOf(changes, 'endpoint'), ...linesOf(changes, 'serving')]
      .sort((a, b) => changes.indexOf(a) - changes.indexOf(b))
      .map((line) => (line.kind === 'endpoint' ? line.status : 'in force'));
    expect(steps).toEqual(['Updating', 'in force', 'InService']);
    expect(weights(after)).toEqual([
      [50, 50],
      [50, 50],
    ]);
    // 200 draws at one half: fewer than 50 of either has a chance below 1e-12.
    expect(byVersion['fraud/1']?.sent).toBeGreaterThan(50);
    expect(byVersion['fraud/2']?.sent).toBeGreaterThan(50);
  });

  // claim: UpdateEndpoint · RetainAllVariantProperties keeps live counts and weights but those
  //   excluded; without it the config's Initial values return · AWS: API_UpdateEndpoint,
  //   RetainAllVariantProperties
  it('keeps live counts and weights of variants when told to, resets them when not', async () => {
    await sandbox.sagemaker.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName,
        DesiredWeightsAndCapacities: [{ VariantName: 'main-next', DesiredInstanceCount: 2 }],
      }),
    );
    await settled(sandbox);
    const exclude = [{ VariantPropertyType: 'DesiredWeight' as const }];

    await update('canary', {
      RetainAllVariantProperties: true,
      ExcludeRetainedVariantProperties: exclude,
    });
    const retained = await settled(sandbox);
    await update('canary');
    const reset = await settled(sandbox);

    const shown = (live: typeof reset) =>
      live.ProductionVariants?.map(({ CurrentWeight, CurrentInstanceCount }) => [
        CurrentWeight,
        CurrentInstanceCount,
      ]);
    expect(shown(retained)).toEqual([
      [100, 2],
      [0, 2],
    ]);
    expect(shown(reset)).toEqual([
      [100, 2],
      [0, 1],
    ]);
    expect(fleetsShrunkByUpdate(await sandbox.log())).toEqual([
      expect.objectContaining({ variant: 'main-next', before: 2, after: 1 }),
    ]);
  });

  // claim: UpdateEndpoint, deployments · an update, also one that fails, loses no request · AWS:
  //   Blue/green deployments
  it('loses no request of the load through all of this, and never has a weight sum of 0', async () => {
    const log = await sandbox.log();

    const { sent, failed } = loadByVersion(log);
    expect(sent).toBeGreaterThan(500);
    expect(failed).toBe(0);
    expect(momentsWithoutWeight(log)).toEqual([]);
    expect(weightsOver(log, EndpointName).at(-1)?.weights).toEqual({ main: 100, 'main-next': 0 });
    const died = linesOf(log, 'instance').filter(({ event }) => event === 'died');
    expect(died.map(({ version }) => version)).toEqual(['fraud/6']);
  });

  // claim: CreateEndpoint · an endpoint whose first fleet does not come up is `Failed`, and can
  //   only be deleted · AWS: API_CreateEndpoint, EndpointStatus Failed
  // claim: DeleteEndpoint · a deleted endpoint could not be found a while later · AWS:
  //   API_DeleteEndpoint
  it('of a test is created, serves and goes away', async () => {
    const name = { EndpointName: 'other' };
    await sandbox.sagemaker.send(
      new CreateEndpointCommand({ ...name, EndpointConfigName: 'dying', Tags: [] }),
    );
    const failed = await settled(sandbox, 'other');
    expect(failed.EndpointStatus).toBe('Failed');

    await sandbox.sagemaker.send(new DeleteEndpointCommand(name));
    await until('the endpoint is gone', async () => {
      try {
        await sandbox.sagemaker.send(new DescribeEndpointCommand(name));
        return false;
      } catch (error) {
        return (error as Error).message.startsWith('Could not find endpoint') && 'gone';
      }
    });
  });
});
