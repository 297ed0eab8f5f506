import {
  DeleteAlarmsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  type DeploymentConfig,
} from '@aws-sdk/client-sagemaker';
import { refusal, removeEndpoint, useAccount } from './account';

const canary: DeploymentConfig = {
  BlueGreenUpdatePolicy: {
    TrafficRoutingConfiguration: {
      Type: 'CANARY',
      CanarySize: { Type: 'INSTANCE_COUNT', Value: 1 },
      WaitIntervalInSeconds: 10,
    },
    TerminationWaitInSeconds: 0,
  },
};

describe('deployment guardrails', () => {
  const account = useAccount();
  let [endpoint, model, alarm, composite] = ['', '', '', ''];
  const configs: string[] = [];

  const createConfig = async (what: string, InitialInstanceCount: number) => {
    const { sagemaker, name, parts } = account();
    const EndpointConfigName = name(what);
    configs.unshift(EndpointConfigName);
    await sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName,
        ProductionVariants: [
          {
            VariantName: 'main',
            ModelName: model,
            InitialInstanceCount,
            InstanceType: parts.instanceType,
          },
        ],
      }),
    );
    return EndpointConfigName;
  };

  const update = (EndpointConfigName: string, AlarmName?: string) =>
    account().sagemaker.send(
      new UpdateEndpointCommand({
        EndpointName: endpoint,
        EndpointConfigName,
        DeploymentConfig: {
          ...canary,
          ...(AlarmName && { AutoRollbackConfiguration: { Alarms: [{ AlarmName }] } }),
        },
      }),
    );

  const putAlarm = () =>
    account().cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: alarm,
        Namespace: 'SlipwayContract',
        MetricName: 'Never',
        Statistic: 'Sum',
        Period: 86_400,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'ignore',
      }),
    );

  beforeAll(async () => {
    const { sagemaker, cloudwatch, name, parts, afterwards } = account();
    [endpoint, model, alarm, composite] = ['endpoint', 'model', 'alarm', 'composite'].map(name) as [
      string,
      string,
      string,
      string,
    ];
    afterwards(() => cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [alarm] })));
    afterwards(() => cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [composite] })));
    afterwards(() => removeEndpoint(account(), { endpoint, configs, models: [model] }));
    await sagemaker.send(
      new CreateModelCommand({
        ModelName: model,
        PrimaryContainer: { Image: parts.image, ModelDataUrl: parts.modelDataUrl },
        ExecutionRoleArn: parts.roleArn,
      }),
    );
    const EndpointConfigName = await createConfig('two', 2);
    await sagemaker.send(new CreateEndpointCommand({ EndpointName: endpoint, EndpointConfigName }));
    await putAlarm();
    await cloudwatch.send(
      new PutCompositeAlarmCommand({ AlarmName: composite, AlarmRule: `ALARM("${alarm}")` }),
    );
    await account().settled(endpoint);
  });

  // claim: UpdateEndpoint, deployments · a canary of one instance is refused on a fleet of one;
  //   to be tried on a real account · AWS: API_TrafficRoutingConfig, CanarySize
  test('a canary of one instance is refused on a fleet of one', async () => {
    expect(await refusal(update(await createConfig('one', 1)))).toMatch(/^ValidationException: /);
  });

  // claim: UpdateEndpoint, deployments · an alarm that is not there is refused; to be tried on a
  //   real account · undocumented: API_AutoRollbackConfig does not say
  test('an alarm that is not there is refused', async () => {
    const { name } = account();
    expect(await refusal(update(configs.at(-1)!, name('none')))).toMatch(/^ValidationException: /);
  });

  // claim: UpdateEndpoint, deployments · a composite alarm is accepted, and the update bakes; to
  //   be tried on a real account · undocumented: API_AutoRollbackConfig does not say
  test('a composite alarm is accepted, and the update bakes', async () => {
    const { sagemaker, until, settled } = account();
    const next = await createConfig('composite', 2);
    expect(await refusal(update(next, composite))).toBe('accepted');
    await until('the update bakes', async () => {
      const { PendingDeploymentSummary } = await sagemaker.send(
        new DescribeEndpointCommand({ EndpointName: endpoint }),
      );
      const [variant] = PendingDeploymentSummary?.ProductionVariants ?? [];
      return variant?.VariantStatus?.some(({ Status }) => Status === 'Baking');
    });
    expect((await settled(endpoint)).EndpointConfigName).toBe(next);
  });

  // claim: UpdateEndpoint, deployments · an alarm that is in ALARM already is accepted, and the
  //   bake rolls back; to be tried on a real account · undocumented: API_AutoRollbackConfig does
  //   not say
  test('an alarm that is in ALARM already is accepted, and the update rolls back', async () => {
    const { cloudwatch, settled } = account();
    const before = (await settled(endpoint)).EndpointConfigName;
    await cloudwatch.send(
      new SetAlarmStateCommand({ AlarmName: alarm, StateValue: 'ALARM', StateReason: 'contract' }),
    );
    expect(await refusal(update(await createConfig('alarmed', 2), alarm))).toBe('accepted');
    const after = await settled(endpoint);
    expect([after.EndpointStatus, after.EndpointConfigName]).toEqual(['InService', before]);
    expect(after.FailureReason).toBeTruthy();
  });
});
