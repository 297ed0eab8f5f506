import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { UpdateEndpointCommand } from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { linesOf } from '../../../src/sandbox/log-reader';
import { createConfig, createModel, settled, until, useSandbox, variant } from '../running-sandbox';

const EndpointName = 'fraud-scorer';

describe('the data plane', () => {
  const sandbox = useSandbox();

  beforeAll(async () => {
    await createModel(sandbox, 2);
    await createModel(sandbox, 5);
    await createConfig(sandbox, 'three', {
      ProductionVariants: [
        variant({}),
        variant({ VariantName: 'same', ModelName: 'fraud-2-test', InitialVariantWeight: 0 }),
        variant({ VariantName: 'other', ModelName: 'fraud-5-test', InitialVariantWeight: 0 }),
      ],
    });
    await sandbox.sagemaker.send(
      new UpdateEndpointCommand({ EndpointName, EndpointConfigName: 'three' }),
    );
    await settled(sandbox);
  });

  const invoke = (more: Partial<ConstructorParameters<typeof InvokeEndpointCommand>[0]> = {}) =>
    sandbox.runtime.send(
      new InvokeEndpointCommand({
        EndpointName,
        Body: '{"amount":12.5}',
        ContentType: 'application/json',
        ...more,
      }),
    );

  const score = async (TargetVariant: string) => {
    const { Body } = await invoke({ TargetVariant });
    return (JSON.parse(Body.transformToString()) as { score: number }).score;
  };

  // claim: InvokeEndpoint, routing · the answer names the variant drawn; one of weight 0 gets
  //   nothing · AWS: API_runtime_InvokeEndpoint, InvokedProductionVariant
  it('draws by weight: a variant of weight 0 gets nothing', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => invoke()));

    expect(
      new Set(answers.map(({ InvokedProductionVariant }) => InvokedProductionVariant)),
    ).toEqual(new Set(['main']));
    expect(answers[0]?.ContentType).toBe('application/json');
  });

  // claim: InvokeEndpoint, routing · TargetVariant reaches a variant whatever its weight · AWS:
  //   API_runtime_InvokeEndpoint, TargetVariant
  it('reaches a variant of weight 0 by its name, and gives the same answer to the same input', async () => {
    const [main, same, other] = [await score('main'), await score('same'), await score('other')];

    expect(main).toBeGreaterThanOrEqual(0);
    expect(main).toBeLessThanOrEqual(1);
    expect(same).toBe(main);
    expect(other).not.toBe(main);
  });

  // claim: InvokeEndpoint · an endpoint or variant that is not there is a ValidationError · AWS:
  //   API_runtime_InvokeEndpoint, errors
  it('refuses an unknown endpoint and an unknown variant', async () => {
    await expect(invoke({ EndpointName: 'none' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Endpoint none of account 000000000000 not found in us-east-1.',
    });
    await expect(invoke({ TargetVariant: 'none' })).rejects.toMatchObject({
      name: 'ValidationError',
    });
  });

  // claim: metrics, GetMetricStatistics · Invocations, Invocation5XXErrors and ModelLatency are
  //   of the requests really served; errors have a 0 for each good request · AWS: Monitor
  //   SageMaker with CloudWatch, endpoint invocation metrics
  it('measures the requests it served, none of which is invented', async () => {
    const statistic = async (MetricName: string, VariantName: string) => {
      const { Datapoints = [] } = await sandbox.cloudwatch.send(
        new GetMetricStatisticsCommand({
          Namespace: 'AWS/SageMaker',
          MetricName,
          Dimensions: [
            { Name: 'EndpointName', Value: EndpointName },
            { Name: 'VariantName', Value: VariantName },
          ],
          StartTime: new Date(Date.now() - 600_000),
          EndTime: new Date(Date.now() + 60_000),
          Period: 60,
          Statistics: ['Sum', 'SampleCount', 'Minimum'],
        }),
      );
      const total = (of: 'Sum' | 'SampleCount') =>
        Datapoints.reduce((sum, point) => sum + (point[of] ?? 0), 0);
      return {
        sum: total('Sum'),
        count: total('SampleCount'),
        least: Math.min(...Datapoints.map(({ Minimum = 0 }) => Minimum)),
      };
    };

    const log = linesOf(await sandbox.log(), 'request');
    const served = (name: string) => log.filter((line) => line.variant === name);
    await until('the period is published', async () => {
      const { sum } = await statistic('Invocations', 'same');
      return sum >= served('same').length;
    });

    expect(await statistic('Invocations', 'main')).toMatchObject({ sum: served('main').length });
    expect(await statistic('Invocation5XXErrors', 'main')).toEqual({
      sum: 0,
      count: served('main').length,
      least: 0,
    });
    const latency = await statistic('ModelLatency', 'main');
    const logged = served('main').reduce((sum, { ms }) => sum + ms * 1000, 0);
    expect(latency.sum).toBeCloseTo(logged, -2);
    // Lognormal around 40 ms: nothing answers within 5 ms.
    expect(latency.least).toBeGreaterThan(5_000);
  });

  // claim: InvokeEndpoint · an error of the container is 424 ModelError with OriginalStatusCode
  //   and OriginalMessage · AWS: API_runtime_InvokeEndpoint, ModelError
  it('answers a model error with 424 and what the container said', async () => {
    await createModel(sandbox, 3);
    await createConfig(sandbox, 'failing', {
      ProductionVariants: [variant({ ModelName: 'fraud-3-test' })],
    });
    await sandbox.sagemaker.send(
      new UpdateEndpointCommand({ EndpointName, EndpointConfigName: 'failing' }),
    );
    await settled(sandbox);
    // At 2 % the chance of no failure in 1000 requests is 2e-9.
    const failures = await until('a failure', async () => {
      const answers = await Promise.allSettled(Array.from({ length: 100 }, () => invoke()));
      const rejected = answers.filter((answer) => answer.status === 'rejected');
      return rejected.length > 0 && rejected;
    });

    expect(failures[0]?.reason).toMatchObject({
      name: 'ModelError',
      OriginalStatusCode: 500,
      OriginalMessage: expect.stringContaining('The model failed') as string,
      $metadata: { httpStatusCode: 424 },
    });
  });

  // claim: faults, InvokeEndpoint · a request can be made to fail with any error · sandbox:
  //   faults of the control port
  it('has a fault act on requests as well', async () => {
    const order = {
      operation: 'InvokeEndpoint',
      action: 'fail',
      code: 'ServiceUnavailable',
      times: 1,
    };
    await sandbox.control('POST', '/faults', order);

    await expect(invoke({ InferenceId: 'one' })).rejects.toMatchObject({
      name: 'ServiceUnavailable',
      $metadata: { httpStatusCode: 503 },
    });
  });
});
