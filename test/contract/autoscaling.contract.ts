import {
  DeregisterScalableTargetCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import { createModel, refusal, removeEndpoint, useAccount, variantMetric } from './account';

describe('a registered variant', () => {
  const account = useAccount();
  let [endpoint, model, config, fewer] = ['', '', '', ''];

  const target = () =>
    ({
      ServiceNamespace: 'sagemaker',
      ResourceId: `endpoint/${endpoint}/variant/main`,
      ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
    }) as const;

  const register = (MinCapacity: number) =>
    account().scaling.send(
      new RegisterScalableTargetCommand({ ...target(), MinCapacity, MaxCapacity: 2 }),
    );

  const createConfig = (EndpointConfigName: string, names: readonly string[]) =>
    account().sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName,
        ProductionVariants: names.map((VariantName) => ({
          VariantName,
          ModelName: model,
          InitialInstanceCount: 1,
          InstanceType: account().parts.instanceType,
        })),
      }),
    );

  beforeAll(async () => {
    const { sagemaker, name, afterwards, settled } = account();
    [endpoint, model, config, fewer] = ['endpoint', 'model', 'config', 'fewer'].map(name) as [
      string,
      string,
      string,
      string,
    ];
    afterwards(() =>
      removeEndpoint(account(), { endpoint, configs: [config, fewer], models: [model] }),
    );
    await createModel(account(), model);
    await createConfig(config, ['main', 'other']);
    await createConfig(fewer, ['other']);
    await sagemaker.send(
      new CreateEndpointCommand({ EndpointName: endpoint, EndpointConfigName: config }),
    );
    await settled(endpoint);
    afterwards(() => account().scaling.send(new DeregisterScalableTargetCommand(target())));
  });

  // asks: whether a variant of a real-time endpoint can be registered with MinCapacity 0
  // costs: nothing beside the endpoint of this suite, 2 instances for 30 minutes
  // claim: RegisterScalableTarget · MinCapacity 0 of a variant is refused; to be tried on a real
  //   account · AWS: Auto scaling policy overview; with which text is undocumented
  test('has an instance at least', async () => {
    expect(await refusal(register(0))).toMatch(/^ValidationException: /);
  });

  // asks: with which text an update that removes a registered variant is refused
  // costs: nothing beside the endpoint
  // claim: UpdateEndpoint · is refused where it removes a registered variant, in these words; to be
  //   tried on a real account · reported: `must be deregistered as scalable targets`
  test('stands in the way of an update that removes it', async () => {
    const { sagemaker, settled } = account();
    await register(1);
    const update = sagemaker.send(
      new UpdateEndpointCommand({ EndpointName: endpoint, EndpointConfigName: fewer }),
    );
    expect(await refusal(update)).toMatch(
      /^ValidationException: .*"\[main\]" must be deregistered as scalable targets with AWS Application Auto Scaling before they can be removed or have their instance type updated/,
    );
    expect((await settled(endpoint)).EndpointConfigName).toBe(config);
  });

  // asks: whether a variant without any request publishes InvocationsPerInstance, and what
  // costs: nothing beside the endpoint
  // claim: metrics, autoscaling · without requests a registered variant publishes
  //   InvocationsPerInstance 0, another one nothing; to be tried on a real account · AWS: Auto
  //   scaling policy overview
  test('publishes 0 without requests, where another one publishes nothing', async () => {
    const { until } = account();
    await register(1);
    // Minutes are whole minutes: the first that counts begins after the registration.
    const values = await until('a point of main', () => perInstance('main'), 200);
    expect(new Set(values)).toEqual(new Set([0]));
    expect(await perInstance('other')).toBe(false);
  });

  async function perInstance(VariantName: string): Promise<readonly number[] | false> {
    const { MetricDataResults: [result] = [] } = await account().cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 60_000),
        MetricDataQueries: [
          {
            Id: 'idle',
            MetricStat: {
              Metric: variantMetric('InvocationsPerInstance', endpoint, VariantName),
              Period: 60,
              Stat: 'Sum',
            },
          },
        ],
      }),
    );
    const { Values = [] } = result ?? {};
    return Values.length > 0 && Values;
  }
});
