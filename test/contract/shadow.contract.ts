import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  type ProductionVariant,
} from '@aws-sdk/client-sagemaker';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { refusal, removeEndpoint, useAccount } from './account';

const requests = 60;

describe('a shadow variant', () => {
  const account = useAccount();
  let [endpoint, model, config] = ['', '', ''];

  const variant = (VariantName: string): ProductionVariant => ({
    VariantName,
    ModelName: model,
    InitialInstanceCount: 1,
    InstanceType: account().parts.instanceType,
    InitialVariantWeight: 1,
  });

  beforeAll(async () => {
    const { sagemaker, name, parts, afterwards, settled } = account();
    [endpoint, model, config] = [name('endpoint'), name('model'), name('config')];
    afterwards(() => removeEndpoint(account(), { endpoint, configs: [config], models: [model] }));
    await sagemaker.send(
      new CreateModelCommand({
        ModelName: model,
        PrimaryContainer: { Image: parts.image, ModelDataUrl: parts.modelDataUrl },
        ExecutionRoleArn: parts.roleArn,
      }),
    );
    await sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: config,
        ProductionVariants: [variant('main')],
        ShadowProductionVariants: [variant('shadow')],
      }),
    );
    await sagemaker.send(
      new CreateEndpointCommand({ EndpointName: endpoint, EndpointConfigName: config }),
    );
    await settled(endpoint);
  });

  // claim: CreateEndpointConfig · a shadow stands beside one production variant; to be tried on
  //   a real account · AWS: API_CreateEndpointConfig, ShadowProductionVariants
  test('stands beside one production variant only', async () => {
    const { sagemaker, name } = account();
    const two = sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: name('two'),
        ProductionVariants: [variant('main'), variant('other')],
        ShadowProductionVariants: [variant('shadow')],
      }),
    );
    expect(await refusal(two)).toMatch(/^ValidationException: /);
  });

  // claim: InvokeEndpoint, routing · TargetVariant does not reach a shadow; to be tried on a
  //   real account · undocumented: API_runtime_InvokeEndpoint does not say
  test('cannot be asked for by name', async () => {
    expect(await refusal(invoke('shadow'))).not.toBe('accepted');
  });

  // claim: routing, metrics · a shadow of equal weight gets every request, and metrics of its
  //   own; to be tried on a real account · AWS: Shadow variants
  test('gets every request at equal weights, in metrics of its own', async () => {
    const { cloudwatch, until } = account();
    const since = new Date(Date.now() - 60_000);
    for (let sent = 0; sent < requests; sent += 1) await invoke();
    const counted = await until('both variants have counted', async () => {
      const { MetricDataResults = [] } = await cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: since,
          EndTime: new Date(Date.now() + 60_000),
          MetricDataQueries: ['main', 'shadow'].map((VariantName) => ({
            Id: VariantName,
            MetricStat: {
              Metric: {
                Namespace: 'AWS/SageMaker',
                MetricName: 'Invocations',
                Dimensions: [
                  { Name: 'EndpointName', Value: endpoint },
                  { Name: 'VariantName', Value: VariantName },
                ],
              },
              Period: 60,
              Stat: 'Sum',
            },
          })),
        }),
      );
      const sums = MetricDataResults.map(({ Values = [] }) => Values.reduce((a, b) => a + b, 0));
      return sums.every((sum) => sum >= requests) && sums;
    });
    expect(counted).toEqual([requests, requests]);
  });

  // asks: whether CloudWatch counts SageMaker's requests over a threshold, which needs raw values
  // costs: nothing beside the requests above
  // claim: GetMetricData, metrics · PR of ModelLatency says which share was below a threshold; to
  //   be tried on a real account · undocumented: CloudWatch's list of services that publish raw
  //   values does not name SageMaker
  test('counts its requests below a threshold', async () => {
    const { cloudwatch, until } = account();
    const [share] = await until('PR of ModelLatency', async () => {
      const { MetricDataResults: [result] = [] } = await cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(Date.now() - 3_600_000),
          EndTime: new Date(Date.now() + 60_000),
          MetricDataQueries: [
            {
              Id: 'below',
              MetricStat: {
                Metric: {
                  Namespace: 'AWS/SageMaker',
                  MetricName: 'ModelLatency',
                  Dimensions: [
                    { Name: 'EndpointName', Value: endpoint },
                    { Name: 'VariantName', Value: 'shadow' },
                  ],
                },
                Period: 3_600,
                // No request takes longer than SageMaker waits for its answer, microseconds.
                Stat: 'PR(:60000000)',
              },
            },
          ],
        }),
      );
      return (result?.Values?.length ?? 0) > 0 && result?.Values;
    });
    expect(share).toBe(100);
  });

  function invoke(TargetVariant?: string) {
    const { runtime, parts } = account();
    return runtime.send(
      new InvokeEndpointCommand({
        EndpointName: endpoint,
        TargetVariant,
        Body: parts.payload.body,
        ContentType: parts.payload.contentType,
      }),
    );
  }
});
