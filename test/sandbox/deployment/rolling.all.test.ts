import {
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
  type RollingUpdatePolicy,
} from '@aws-sdk/client-sagemaker';
import type { LogLine } from '../../../src/sandbox/log-line';
import { linesOf, loadByVersion, servedByVersion } from '../../../src/sandbox/log-reader';
import {
  createConfig,
  createModel,
  createSwitch,
  settled,
  until,
  useSandbox,
  variant,
} from '../running-sandbox';

const EndpointName = 'fraud-scorer';
const one = { Type: 'INSTANCE_COUNT', Value: 1 } as const;

describe('a rolling update under load', () => {
  const sandbox = useSandbox({ args: ['--load', '30'] });
  let setAlarm: Awaited<ReturnType<typeof createSwitch>>;

  beforeAll(async () => {
    setAlarm = await createSwitch(sandbox, 'kill-switch');
    await createModel(sandbox, 2);
    for (const [name, ModelName] of [
      ['old', 'fraud-1'],
      ['new', 'fraud-2-test'],
    ] as const) {
      await createConfig(sandbox, name, {
        ProductionVariants: [variant({ ModelName, InitialInstanceCount: 4 })],
      });
    }
    await update('old');
    await settled(sandbox);
  });

  const update = (EndpointConfigName: string, policy?: Partial<RollingUpdatePolicy>) =>
    sandbox.sagemaker.send(
      new UpdateEndpointCommand({
        EndpointName,
        EndpointConfigName,
        ...(policy && {
          DeploymentConfig: {
            RollingUpdatePolicy: {
              MaximumBatchSize: one,
              WaitIntervalInSeconds: 0,
              ...policy,
            },
            AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'kill-switch' }] },
          },
        }),
      }),
    );

  const linesSince = async (since: string) => (await sandbox.log()).filter(({ at }) => at >= since);

  /** Versions of the healthy instances over time, most at once. */
  const mostInstances = (lines: readonly LogLine[], before: number) => {
    let running = before;
    let most = before;
    for (const { event } of linesOf(lines, 'instance')) {
      if (event === 'healthy') running += 1;
      if (event === 'stopped') running -= 1;
      most = Math.max(most, running);
    }
    return most;
  };

  // claim: UpdateEndpoint, deployments · RollingUpdatePolicy replaces a batch after the other,
  //   with a batch too many at most · AWS: API_RollingUpdatePolicy; Use rolling deployments
  it('replaces a batch after the other, with one instance too many at most', async () => {
    const since = new Date().toISOString();
    await update('new', {});
    const after = await settled(sandbox);
    const lines = await linesSince(since);

    expect(after).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: 'new' });
    expect(after.ProductionVariants?.[0]?.CurrentInstanceCount).toBe(4);
    const shares = linesOf(lines, 'deployment').map(({ share }) => share);
    expect([...new Set(shares)]).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(mostInstances(lines, 4)).toBe(5);
    expect(loadByVersion(lines).failed).toBe(0);
  }, 60_000);

  // claim: UpdateEndpoint, deployments · an alarm in a bake rolls back in batches of
  //   RollbackMaximumBatchSize · AWS: API_RollingUpdatePolicy, RollbackMaximumBatchSize
  it('brings the old fleet back in batches when an alarm trips in a later bake', async () => {
    const since = new Date().toISOString();
    await update('old', {
      MaximumBatchSize: { Type: 'CAPACITY_PERCENT', Value: 50 },
      RollbackMaximumBatchSize: one,
      WaitIntervalInSeconds: 3,
    });
    await until('the second batch bakes', async () => {
      const lines = linesOf(await linesSince(since), 'deployment');
      return lines.some(({ stage, share }) => stage === 'Baking' && share === 1);
    });
    await setAlarm('ALARM');
    const after = await settled(sandbox);
    const endedAt = new Date().toISOString();
    await until('requests after it', async () => {
      const served = servedByVersion(await sandbox.log(), { from: endedAt });
      return (served['fraud/2']?.sent ?? 0) > 30;
    });

    expect(after).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'new',
      FailureReason: expect.stringContaining('kill-switch') as string,
      ProductionVariants: [{ CurrentInstanceCount: 4, DesiredInstanceCount: 4 }],
    });
    const lines = await linesSince(since);
    const shares = linesOf(lines, 'deployment').map(({ share }) => share);
    expect([...new Set(shares)]).toEqual([0, 0.5, 1, 0.25]);
    expect(Object.keys(servedByVersion(lines, { from: endedAt }))).toEqual(['fraud/2']);
    expect(loadByVersion(lines).failed).toBe(0);
  }, 60_000);

  // claim: deployments · an update beyond MaximumExecutionTimeoutInSeconds is taken back · AWS:
  //   API_RollingUpdatePolicy, MaximumExecutionTimeoutInSeconds
  it('goes back when it takes longer than it may, counted in seconds of AWS', async () => {
    await setAlarm('OK');
    const since = new Date().toISOString();
    await update('old', { MaximumExecutionTimeoutInSeconds: 600 });
    const after = await settled(sandbox);

    expect(after).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'new',
      FailureReason: expect.stringContaining('MaximumExecutionTimeoutInSeconds of 600') as string,
      ProductionVariants: [{ CurrentInstanceCount: 4 }],
    });
    // 280 s a batch: the second one is through, the third is not.
    const shares = linesOf(await linesSince(since), 'deployment').map(({ share }) => share);
    expect(Math.max(...shares)).toBe(0.5);
  }, 60_000);

  // claim: endpoint states, deployments · `UpdateRollbackFailed`: both fleets serve; another
  //   update or deletion is the way out · AWS: API_DescribeEndpoint, EndpointStatus
  //   UpdateRollbackFailed
  // claim: UpdateEndpointWeightsAndCapacities · is refused while the endpoint is
  //   `UpdateRollbackFailed` · undocumented: AWS names the status, not which calls it refuses
  it('leaves both fleets serving when the rollback fails; only an update or deletion is possible', async () => {
    await sandbox.control('POST', `/endpoints/${EndpointName}/fate`, { fate: 'rollback-failed' });
    await update('old', { MaximumExecutionTimeoutInSeconds: 600 });
    const failed = await settled(sandbox);
    const from = new Date().toISOString();
    const served = await until(
      '200 requests',
      async () => {
        const versions = servedByVersion(await sandbox.log(), { from });
        const sum = Object.values(versions).reduce((total, { sent }) => total + sent, 0);
        return sum > 200 && versions;
      },
      60,
    );

    expect(failed).toMatchObject({
      EndpointStatus: 'UpdateRollbackFailed',
      EndpointConfigName: 'new',
      FailureReason: expect.stringContaining('rollback failed') as string,
    });
    expect(served['fraud/1']?.sent).toBeGreaterThan(50);
    expect(served['fraud/2']?.sent).toBeGreaterThan(50);
    await expect(
      sandbox.sagemaker.send(
        new UpdateEndpointWeightsAndCapacitiesCommand({
          EndpointName,
          DesiredWeightsAndCapacities: [{ VariantName: 'main', DesiredWeight: 1 }],
        }),
      ),
    ).rejects.toThrow('with status UpdateRollbackFailed');

    await update('old');
    const mended = await settled(sandbox);
    const endedAt = new Date().toISOString();
    await until('requests after it', async () => {
      const versions = servedByVersion(await sandbox.log(), { from: endedAt });
      return (versions['fraud/1']?.sent ?? 0) > 30;
    });

    expect(mended).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: 'old' });
    const log = await sandbox.log();
    expect(Object.keys(servedByVersion(log, { from: endedAt }))).toEqual(['fraud/1']);
    expect(mostInstances(log, 0)).toBeLessThanOrEqual(10);
    const [healthy, stopped] = ['healthy', 'stopped'].map(
      (event) => linesOf(log, 'instance').filter((line) => line.event === event).length,
    );
    expect(healthy! - stopped!).toBe(4);
    expect(loadByVersion(log).failed).toBe(0);
  }, 90_000);

  // claim: DeleteEndpoint · an endpoint on which a rollback failed can be deleted once it is
  //   mended · AWS: API_DescribeEndpoint, EndpointStatus UpdateRollbackFailed
  it('can be deleted afterwards', async () => {
    await sandbox.sagemaker.send(new DeleteEndpointCommand({ EndpointName }));
    await until('it is gone', async () => {
      try {
        await sandbox.sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
        return false;
      } catch (error) {
        return (error as Error).message.startsWith('Could not find endpoint');
      }
    });
  });
});
