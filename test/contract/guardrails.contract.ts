import {
  DeleteAlarmsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  type CreateEndpointConfigInput,
  type DeploymentConfig,
  type ProductionVariant,
} from '@aws-sdk/client-sagemaker';
import { createModel, refusal, removeEndpoint, useAccount } from './account';

const canary = (WaitIntervalInSeconds: number): DeploymentConfig => ({
  BlueGreenUpdatePolicy: {
    TrafficRoutingConfiguration: {
      Type: 'CANARY',
      CanarySize: { Type: 'INSTANCE_COUNT', Value: 1 },
      WaitIntervalInSeconds,
    },
    TerminationWaitInSeconds: 0,
  },
});

describe('deployment guardrails', () => {
  const account = useAccount();
  let [endpoint, model, alarm, composite] = ['', '', '', ''];
  const configs: string[] = [];

  const variant = (VariantName: string, InitialInstanceCount: number): ProductionVariant => ({
    VariantName,
    ModelName: model,
    InitialInstanceCount,
    InstanceType: account().parts.instanceType,
  });

  const createConfig = async (
    what: string,
    instances: number,
    variants: Partial<CreateEndpointConfigInput> = {},
  ) => {
    const { sagemaker, name } = account();
    const EndpointConfigName = name(what);
    configs.unshift(EndpointConfigName);
    await sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName,
        ProductionVariants: [variant('main', instances)],
        ...variants,
      }),
    );
    return EndpointConfigName;
  };

  const bakes = () =>
    account().until('the update bakes', async () => {
      const { PendingDeploymentSummary } = await account().sagemaker.send(
        new DescribeEndpointCommand({ EndpointName: endpoint }),
      );
      const [live] = PendingDeploymentSummary?.ProductionVariants ?? [];
      return live?.VariantStatus?.some(({ Status }) => Status === 'Baking');
    });

  const update = (EndpointConfigName: string, AlarmName?: string, seconds = 10) =>
    account().sagemaker.send(
      new UpdateEndpointCommand({
        EndpointName: endpoint,
        EndpointConfigName,
        DeploymentConfig: {
          ...canary(seconds),
          ...(AlarmName && { AutoRollbackConfiguration: { Alarms: [{ AlarmName }] } }),
        },
      }),
    );

  const setAlarm = (StateValue: 'OK' | 'ALARM') =>
    account().cloudwatch.send(
      new SetAlarmStateCommand({ AlarmName: alarm, StateValue, StateReason: 'contract' }),
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
    const { sagemaker, cloudwatch, name, afterwards } = account();
    [endpoint, model, alarm, composite] = ['endpoint', 'model', 'alarm', 'composite'].map(name) as [
      string,
      string,
      string,
      string,
    ];
    afterwards(() => cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [alarm] })));
    afterwards(() => cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [composite] })));
    afterwards(() => removeEndpoint(account(), { endpoint, configs, models: [model] }));
    await createModel(account(), model);
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
    const next = await createConfig('composite', 2);
    expect(await refusal(update(next, composite))).toBe('accepted');
    await bakes();
    expect((await account().settled(endpoint)).EndpointConfigName).toBe(next);
  });

  // asks: whether an update that adds a variant may have guardrails
  // costs: nothing where it is refused; else 3 instances for 10 minutes
  // claim: UpdateEndpoint, deployments · other variant names are refused with guardrails; to be
  //   tried on a real account · AWS: Exclusions of deployment guardrails
  test('a variant more is refused', async () => {
    const ProductionVariants = [variant('main', 2), variant('main-next', 1)];
    const more = await createConfig('more', 2, { ProductionVariants });
    expect(await refusal(update(more))).toMatch(/^ValidationException: /);
    await account().settled(endpoint);
  });

  // asks: whether an alarm that is set by hand in a bake, and may be set back within seconds, takes
  //   the update back: there is no other way to end one
  // costs: 4 instances for 15 minutes
  // claim: UpdateEndpoint, deployments · SetAlarmState in a bake takes the update back; to be
  //   tried on a real account · undocumented: how often alarms are looked at in a bake
  test('an alarm set by hand in a bake takes the update back', async () => {
    const { settled } = account();
    const before = (await settled(endpoint)).EndpointConfigName;
    expect(await refusal(update(await createConfig('switched', 2), alarm, 600))).toBe('accepted');
    await bakes();
    await setAlarm('ALARM');
    const after = await settled(endpoint);
    expect([after.EndpointStatus, after.EndpointConfigName]).toEqual(['InService', before]);
    await setAlarm('OK');
  });

  // asks: whether guardrails work on an update that brings a shadow variant
  // costs: 5 instances for 15 minutes
  // claim: UpdateEndpoint, deployments · guardrails with a shadow variant are carried out; to be
  //   tried on a real account · undocumented: the exclusions of deployment guardrails do not name
  //   shadows
  test('a shadow variant comes with guardrails, and the update bakes', async () => {
    const { settled } = account();
    const shadowed = await createConfig('shadowed', 2, {
      ShadowProductionVariants: [variant('shadow', 1)],
    });
    expect(await refusal(update(shadowed, alarm))).toBe('accepted');
    await bakes();
    const after = await settled(endpoint);
    expect(after.EndpointConfigName).toBe(shadowed);
    expect(after.LastDeploymentConfig?.BlueGreenUpdatePolicy).toMatchObject(
      canary(10).BlueGreenUpdatePolicy!,
    );
    expect(after.ShadowProductionVariants?.map(({ VariantName }) => VariantName)).toEqual([
      'shadow',
    ]);
  });

  // claim: UpdateEndpoint, deployments · an alarm that is in ALARM already is accepted, and the
  //   bake rolls back; to be tried on a real account · undocumented: API_AutoRollbackConfig does
  //   not say
  test('an alarm that is in ALARM already is accepted, and the update rolls back', async () => {
    const { settled } = account();
    const before = (await settled(endpoint)).EndpointConfigName;
    await setAlarm('ALARM');
    expect(await refusal(update(await createConfig('alarmed', 2), alarm))).toBe('accepted');
    const after = await settled(endpoint);
    expect([after.EndpointStatus, after.EndpointConfigName]).toEqual(['InService', before]);
    expect(after.FailureReason).toBeTruthy();
  });
});
