import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateEndpointCommand,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  type DescribeEndpointOutput,
  type DeploymentConfig,
} from '@aws-sdk/client-sagemaker';
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

const canary = (seconds: number, termination = 0): DeploymentConfig => ({
  BlueGreenUpdatePolicy: {
    TrafficRoutingConfiguration: {
      Type: 'CANARY',
      CanarySize: { Type: 'INSTANCE_COUNT', Value: 1 },
      WaitIntervalInSeconds: seconds,
    },
    TerminationWaitInSeconds: termination,
  },
  AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'kill-switch' }] },
});

describe('a guarded update under load', () => {
  const sandbox = useSandbox({ args: ['--load', '40'] });
  let setAlarm: Awaited<ReturnType<typeof createSwitch>>;

  beforeAll(async () => {
    setAlarm = await createSwitch(sandbox, 'kill-switch');
    await createModel(sandbox, 2);
    const main = variant({ ModelName: 'fraud-2-test', InitialInstanceCount: 4 });
    await createConfig(sandbox, 'next', { ProductionVariants: [main] });
    await createConfig(sandbox, 'inf1', {
      ProductionVariants: [{ ...main, InstanceType: 'ml.inf1.xlarge', InitialInstanceCount: 2 }],
    });
  });

  const update = (EndpointConfigName: string, more: object) =>
    sandbox.sagemaker.send(
      new UpdateEndpointCommand({ EndpointName, EndpointConfigName, ...more }),
    );

  const describeNow = () => sandbox.sagemaker.send(new DescribeEndpointCommand({ EndpointName }));

  const statusOf = ({ PendingDeploymentSummary: pending }: DescribeEndpointOutput) =>
    pending?.ProductionVariants?.[0]?.VariantStatus?.[0];

  const baking = (parameter: string) =>
    until(`it bakes ${parameter}`, async () => {
      const live = await describeNow();
      const status = statusOf(live);
      return status?.Status === 'Baking' && status.StatusMessage?.includes(parameter) && live;
    });

  const shares = async (config: string) => {
    const lines = linesOf(await sandbox.log(), 'deployment');
    return lines.filter((line) => line.config === config).map(({ stage, share }) => [stage, share]);
  };

  // claim: UpdateEndpoint, deployments · CANARY bakes a share of instances; an alarm in the bake takes
  //   all back to the old config, with a FailureReason · AWS: Use canary traffic shifting
  // claim: DescribeEndpoint · says what is baked, how long · AWS: API_ProductionVariantStatus
  it('gives a canary its share of the traffic and goes back when an alarm trips in the bake', async () => {
    await update('next', { DeploymentConfig: canary(600) });
    const live = await baking('WaitIntervalInSeconds');
    const from = new Date().toISOString();
    const served = await until('200 requests in the bake', async () => {
      const versions = servedByVersion(await sandbox.log(), { from });
      const sum = Object.values(versions).reduce((total, { sent }) => total + sent, 0);
      return sum > 200 && versions;
    });
    await setAlarm('ALARM');
    const after = await settled(sandbox);
    const endedAt = new Date().toISOString();
    await until('30 requests more', async () => {
      const versions = servedByVersion(await sandbox.log(), { from: endedAt });
      return (versions['fraud/1']?.sent ?? 0) > 30;
    });

    expect(live).toMatchObject({
      EndpointStatus: 'Updating',
      EndpointConfigName: 'fraud-scorer-1',
      PendingDeploymentSummary: {
        EndpointConfigName: 'next',
        ProductionVariants: [{ CurrentInstanceCount: 1, DesiredInstanceCount: 4 }],
      },
      LastDeploymentConfig: canary(600),
    });
    expect(statusOf(live)?.StatusMessage).toBe(
      'Baking for 600 seconds (WaitIntervalInSeconds) with traffic enabled on canary capacity of 1 instance(s).',
    );
    expect(statusOf(live)?.StartTime).toBeInstanceOf(Date);
    // A quarter of 200 draws: fewer than 20 or more than 90 has a chance below 1e-6.
    expect(served['fraud/2']?.sent).toBeGreaterThan(20);
    expect(served['fraud/2']?.sent).toBeLessThan(90);
    expect(after).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'fraud-scorer-1',
      FailureReason: expect.stringContaining('kill-switch') as string,
    });
    expect(after.PendingDeploymentSummary).toBeUndefined();
    const log = await sandbox.log();
    expect(Object.keys(servedByVersion(log, { from: endedAt }))).toEqual(['fraud/1']);
    expect(loadByVersion(log).failed).toBe(0);
    const stopped = linesOf(log, 'instance').filter(({ event }) => event === 'stopped');
    expect(stopped.map(({ version }) => version)).toEqual(Array(4).fill('fraud/2'));
  }, 60_000);

  // claim: metrics · of both fleets by EndpointConfigName · AWS: Auto-Rollback Configuration
  it('adds metrics that name the config, for both fleets, while both have traffic', async () => {
    const count = async (EndpointConfigName: string) => {
      const { Datapoints = [] } = await sandbox.cloudwatch.send(
        new GetMetricStatisticsCommand({
          Namespace: 'AWS/SageMaker',
          MetricName: 'Invocations',
          Dimensions: Object.entries({
            EndpointName,
            VariantName: 'main',
            EndpointConfigName,
          }).map(([Name, Value]) => ({ Name, Value })),
          StartTime: new Date(Date.now() - 600_000),
          EndTime: new Date(Date.now() + 60_000),
          Period: 60,
          Statistics: ['SampleCount'],
        }),
      );
      return Datapoints.reduce((sum, { SampleCount = 0 }) => sum + SampleCount, 0);
    };
    const log = await sandbox.log();
    const from = linesOf(log, 'deployment').find(({ share }) => share > 0)?.at;
    const to = linesOf(log, 'endpoint').findLast(({ status }) => status === 'InService')?.at;
    const served = servedByVersion(log, { from: from!, to: to! });

    // The last period is published some seconds after the deployment. A line of the log has whole
    // milliseconds: a request in that of either end may be on the other side of it.
    const published = await until('all requests of the deployment are published', async () => {
      const [blue = 0, green = 0] = await Promise.all(['fraud-scorer-1', 'next'].map(count));
      const missing = (served['fraud/1']?.sent ?? 0) - blue;
      return green === served['fraud/2']?.sent && Math.abs(missing) <= 3 && { blue, green };
    });

    expect(published.green).toBeGreaterThan(0);
    expect(published.blue).toBeGreaterThan(published.green);
  }, 60_000);

  // claim: UpdateEndpoint, deployments · LINEAR shifts in steps with a bake between, then bakes
  //   TerminationWaitInSeconds · AWS: Use linear traffic shifting
  it('shifts in steps, bakes all of the new fleet, and ends with the new config', async () => {
    await setAlarm('OK');
    const LINEAR: DeploymentConfig = {
      BlueGreenUpdatePolicy: {
        TrafficRoutingConfiguration: {
          Type: 'LINEAR',
          LinearStepSize: { Type: 'CAPACITY_PERCENT', Value: 50 },
          WaitIntervalInSeconds: 1,
        },
        TerminationWaitInSeconds: 2,
      },
    };
    const since = new Date().toISOString();
    await update('next', { DeploymentConfig: LINEAR });
    const live = await baking('TerminationWaitInSeconds');
    const after = await settled(sandbox);

    // Until the old fleet goes its config is the endpoint's, for the update can still be taken back.
    expect(live.EndpointConfigName).toBe('fraud-scorer-1');
    expect(after).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'next',
      ProductionVariants: [{ CurrentInstanceCount: 4 }],
    });
    expect(after.FailureReason).toBeUndefined();
    const log = (await sandbox.log()).filter(({ at }) => at >= since);
    expect(linesOf(log, 'deployment').map(({ stage, share }) => [stage, share])).toEqual([
      ['Creating', 0],
      ['ActivatingTraffic', 0],
      ['ActivatingTraffic', 0.5],
      ['Baking', 0.5],
      ['ActivatingTraffic', 0.5],
      ['ActivatingTraffic', 1],
      ['Baking', 1],
      ['Deleting', 1],
    ]);
    expect(loadByVersion(log).failed).toBe(0);
  }, 60_000);

  // claim: UpdateEndpoint · RetainDeploymentConfig takes the last one · AWS: API_UpdateEndpoint
  it('uses the last deployment config again when told to retain it', async () => {
    await update('next', { RetainDeploymentConfig: true });
    await baking('WaitIntervalInSeconds');
    const after = await settled(sandbox);

    expect(after.LastDeploymentConfig?.BlueGreenUpdatePolicy?.TerminationWaitInSeconds).toBe(2);
  }, 60_000);

  // claim: deployments · alarms are looked at in bakes only · undocumented: what one before them does
  it('looks at alarms in bakes only: one that was in ALARM before them stops nothing', async () => {
    const fate = (word: string) =>
      sandbox.control('POST', `/endpoints/${EndpointName}/fate`, { fate: word });
    await fate('stuck');
    await setAlarm('ALARM');
    await update('next', { DeploymentConfig: canary(1) });
    await setAlarm('OK');
    await fate('released');
    const after = await settled(sandbox);

    expect(after.FailureReason).toBeUndefined();
    expect(linesOf(await sandbox.log(), 'undocumented')).toContainEqual(
      expect.objectContaining({
        what: 'alarm kill-switch is in ALARM as fraud-scorer is updated: not refused',
      }),
    );
  }, 60_000);

  // claim: deployments · all at once can be taken back · AWS: Use all at once traffic shifting
  it('takes all traffic back also from a fleet that has it all', async () => {
    const since = new Date().toISOString();
    await createConfig(sandbox, 'back', {
      ProductionVariants: [variant({ InitialInstanceCount: 2 })],
    });
    await update('back', {
      DeploymentConfig: {
        BlueGreenUpdatePolicy: {
          TrafficRoutingConfiguration: { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 0 },
          TerminationWaitInSeconds: 600,
        },
        AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'kill-switch' }] },
      },
    });
    await baking('TerminationWaitInSeconds');
    await setAlarm('ALARM');
    const after = await settled(sandbox);
    const endedAt = new Date().toISOString();
    await setAlarm('OK');
    const served = await until('30 requests more', async () => {
      const versions = servedByVersion(await sandbox.log(), { from: endedAt });
      return (versions['fraud/2']?.sent ?? 0) > 30 && versions;
    });

    expect(after.EndpointConfigName).toBe('next');
    expect(after.FailureReason).toContain('kill-switch');
    const log = (await sandbox.log()).filter(({ at }) => at >= since);
    expect(linesOf(log, 'deployment').map(({ stage, share }) => [stage, share])).toEqual([
      ['Creating', 0],
      ['ActivatingTraffic', 0],
      ['ActivatingTraffic', 1],
      ['Baking', 1],
      ['Baking', 0],
      ['Deleting', 0],
    ]);
    expect(Object.keys(served)).toEqual(['fraud/2']);
    expect(loadByVersion(log).failed).toBe(0);
  }, 60_000);

  // claim: deployments · Inf1 goes all at once, without guardrails · AWS: Blue/green exclusions
  it('falls back to all at once without a bake and without an error on Inf1', async () => {
    await update('inf1', { DeploymentConfig: canary(600, 600) });
    const after = await settled(sandbox);

    expect(after.EndpointConfigName).toBe('inf1');
    expect(after.LastDeploymentConfig).toEqual({
      BlueGreenUpdatePolicy: {
        TrafficRoutingConfiguration: { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 0 },
        TerminationWaitInSeconds: 0,
      },
    });
    expect((await shares('inf1')).map(([stage]) => stage)).not.toContain('Baking');
  }, 60_000);

  // claim: CreateEndpoint · keeps a DeploymentConfig for later updates · AWS: API_CreateEndpoint
  it('is kept at creation for later updates and does nothing by itself', async () => {
    const name = { EndpointName: 'created' };
    await sandbox.sagemaker.send(
      new CreateEndpointCommand({
        ...name,
        EndpointConfigName: 'next',
        DeploymentConfig: canary(1, 1),
      }),
    );
    const created = await settled(sandbox, 'created');

    expect(created.LastDeploymentConfig).toEqual(canary(1, 1));
    const lines = linesOf(await sandbox.log(), 'deployment');
    const own = lines.filter(({ endpoint }) => endpoint === 'created');
    expect(own.map(({ stage }) => stage)).not.toContain('Baking');
  }, 60_000);
});
