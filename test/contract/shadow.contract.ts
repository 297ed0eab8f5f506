import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  type ProductionVariant,
} from '@aws-sdk/client-sagemaker';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { createModel, refusal, removeEndpoint, useAccount, variantMetric } from './account';

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
    const { sagemaker, name, parts, afterwards, settled, s3 } = account();
    [endpoint, model, config] = [name('endpoint'), name('model'), name('config')];
    afterwards(() => removeEndpoint(account(), { endpoint, configs: [config], models: [model] }));
    await createModel(account(), model);
    if (account().isSandbox)
      await s3.send(new CreateBucketCommand({ Bucket: capturesAt().bucket }));
    await sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: config,
        ProductionVariants: [variant('main')],
        ShadowProductionVariants: [variant('shadow')],
        ...(parts.captures !== undefined && {
          DataCaptureConfig: {
            EnableCapture: true,
            InitialSamplingPercentage: 100,
            DestinationS3Uri: `${parts.captures}/${name('captures')}`,
            CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
          },
        }),
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
              Metric: variantMetric('Invocations', endpoint, VariantName),
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
                Metric: variantMetric('ModelLatency', endpoint, 'shadow'),
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

  // asks: whether data capture writes both answers to a mirrored request, under the id that the caller gave
  // costs: a bucket (CONTRACT_CAPTURES), and some minutes of waiting
  // claim: data capture · both sides are captured, with the caller's inference id in each; to
  //   be tried on a real account · undocumented: "Capture data from real-time endpoint" does not
  //   speak of shadows
  test('is captured beside production, under the inference id of the request', async () => {
    const { until, parts, isSandbox } = account();
    // Without a bucket the question stays open: nothing is claimed either way.
    if (parts.captures === undefined) return expect(isSandbox).toBe(false);
    const ids = Array.from({ length: 5 }, (_, index) => `contract-${Date.now()}-${index}`);
    for (const id of ids) await invoke(undefined, id);

    const found = await until('captures of both variants', async () => {
      const [main, shadow] = [await capturedIds('main'), await capturedIds('shadow')];
      return ids.every((id) => main.includes(id)) && shadow.length > 0 && { main, shadow };
    });

    expect(found.shadow).toEqual(expect.arrayContaining(ids));
  });

  function capturesAt(): { readonly bucket: string; readonly prefix: string } {
    const { parts, name } = account();
    const { host, pathname } = new URL(`${parts.captures}/${name('captures')}/${endpoint}`);
    return { bucket: host, prefix: pathname.slice(1) };
  }

  /** Inference ids in all capture files of a variant. */
  async function capturedIds(VariantName: string): Promise<string[]> {
    const { s3 } = account();
    const { bucket: Bucket, prefix } = capturesAt();
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: `${prefix}/${VariantName}/` }),
    );
    const files = await Promise.all(
      Contents.map(async ({ Key }) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        return (await Body?.transformToString()) ?? '';
      }),
    );
    return files
      .flatMap((text) => text.split('\n').filter(Boolean))
      .map((line) => JSON.parse(line) as { eventMetadata: { inferenceId?: string } })
      .flatMap(({ eventMetadata }) => eventMetadata.inferenceId ?? []);
  }

  function invoke(TargetVariant?: string, InferenceId?: string) {
    const { runtime, parts } = account();
    return runtime.send(
      new InvokeEndpointCommand({
        EndpointName: endpoint,
        TargetVariant,
        InferenceId,
        Body: parts.payload.body,
        ContentType: parts.payload.contentType,
      }),
    );
  }
});
