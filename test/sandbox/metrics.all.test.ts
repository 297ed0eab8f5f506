import { DescribeAlarmsCommand, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { UpdateEndpointCommand } from '@aws-sdk/client-sagemaker';
import { linesOf, servedByVersion } from '../../src/sandbox/log-reader';
import {
  createConfig,
  createModel,
  settled,
  startSandbox,
  until,
  variant,
  type RunningSandbox,
} from './running-sandbox';

const EndpointName = 'fraud-scorer';

describe('metrics and alarms of real requests', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox('--load', '100');
  });
  afterAll(() => sandbox.stop());

  const alarmIs = (state: string) =>
    until(
      `fraud-scorer-5xx is ${state}`,
      async () => {
        const { MetricAlarms } = await sandbox.cloudwatch.send(
          new DescribeAlarmsCommand({ AlarmNames: ['fraud-scorer-5xx'] }),
        );
        return MetricAlarms?.[0]?.StateValue === state;
      },
      90,
    );

  // claim: metrics, alarms · an alarm rings because a model that serves really fails · sandbox:
  //   no metric is invented
  it('bring the seeded alarm to OK, and to ALARM once the model that serves fails', async () => {
    await alarmIs('OK');
    await createModel(sandbox, 3);
    await createConfig(sandbox, 'failing', {
      ProductionVariants: [variant({ ModelName: 'fraud-3-test' })],
    });

    await sandbox.sagemaker.send(
      new UpdateEndpointCommand({ EndpointName, EndpointConfigName: 'failing' }),
    );
    await settled(sandbox);
    await alarmIs('ALARM');

    const log = await sandbox.log();
    expect(servedByVersion(log)['fraud/1']?.failed).toBe(0);
    expect(servedByVersion(log)['fraud/3']?.failed).toBeGreaterThan(0);
    expect(linesOf(log, 'alarm')).toContainEqual(
      expect.objectContaining({ name: 'fraud-scorer-5xx', to: 'ALARM', by: 'evaluation' }),
    );
  }, 200_000);

  // claim: metrics · CPUUtilization and MemoryUtilization in /aws/sagemaker/Endpoints are those
  //   of the processes · AWS: Monitor SageMaker with CloudWatch, instance metrics
  it('include what the processes use', async () => {
    const points = await until('utilization is published', async () => {
      const { Datapoints = [] } = await sandbox.cloudwatch.send(
        new GetMetricStatisticsCommand({
          Namespace: '/aws/sagemaker/Endpoints',
          MetricName: 'CPUUtilization',
          Dimensions: [
            { Name: 'EndpointName', Value: EndpointName },
            { Name: 'VariantName', Value: 'main' },
          ],
          StartTime: new Date(Date.now() - 600_000),
          EndTime: new Date(Date.now() + 60_000),
          Period: 60,
          Statistics: ['Average'],
        }),
      );
      return Datapoints.length > 0 && Datapoints;
    });

    expect(points[0]?.Average).toBeGreaterThan(0);
    expect(points[0]?.Average).toBeLessThan(400);
  });
});
