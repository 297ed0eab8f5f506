import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateEndpointCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
} from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { assumedRates, rateOf } from '../../../src/sandbox/limits/rates';
import { TokenBucket } from '../../../src/sandbox/limits/token-bucket';
import {
  createConfig,
  startSandbox,
  until,
  variant,
  type RunningSandbox,
} from '../running-sandbox';

describe('the rate limits of an account', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox('--throttle');
  });
  afterAll(() => sandbox.stop());

  // claim: limits, DescribeAlarms · what comes too fast is `Throttling`, `Rate exceeded`, 400 ·
  //   AWS: Common errors of CloudWatch
  it('refuse what comes too fast, and nothing else', async () => {
    const calls = Array.from({ length: 30 }, () =>
      sandbox.cloudwatch.send(new DescribeAlarmsCommand({})),
    );

    const results = await Promise.allSettled(calls);

    const refused = results.filter((result) => result.status === 'rejected');
    const through = results.length - refused.length;
    // The bucket holds one second's worth, and fills up while 30 calls are under way.
    expect(through).toBeGreaterThanOrEqual(9);
    expect(through).toBeLessThan(30);
    for (const { reason } of refused) {
      expect(reason).toMatchObject({
        name: 'Throttling',
        message: 'Rate exceeded',
        $metadata: { httpStatusCode: 400 },
      });
    }
  });

  // claim: limits, SetAlarmState · an SDK that backs off gets through · AWS: Retry behavior of
  //   the SDKs
  it('are overcome by a client that waits', async () => {
    const patient = new CloudWatchClient({ ...sandbox.client, maxAttempts: 10 });
    const set = (StateReason: string) =>
      patient.send(
        new SetAlarmStateCommand({
          AlarmName: 'fraud-scorer-latency',
          StateValue: 'OK',
          StateReason,
        }),
      );

    await Promise.all(['1', '2', '3', '4', '5', '6'].map(set));

    patient.destroy();
  });

  // claim: limits · CloudWatch's published rates; SageMaker's are assumed, 5 changes and 20
  //   reads a second · AWS: CloudWatch service quotas; undocumented for SageMaker
  it.each([
    ['monitoring', 'DescribeAlarms', 9],
    ['monitoring', 'GetMetricData', 50],
    ['monitoring', 'GetMetricStatistics', 400],
    ['monitoring', 'PutMetricAlarm', 3],
    ['monitoring', 'PutMetricData', 500],
    ['monitoring', 'ListMetrics', 25],
    ['monitoring', 'ListTagsForResource', undefined],
    ['sagemaker', 'UpdateEndpoint', assumedRates.change],
    ['sagemaker', 'DescribeEndpoint', assumedRates.read],
    ['s3', 'GetObject', undefined],
  ])('%s %s: %s a second', (service, operation, rate) => {
    expect(rateOf(service, operation)).toBe(rate);
  });

  // claim: limits · token buckets by account, region and operation · AWS: Request throttling
  it('let through no more than the rate in any second, beside what was saved up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 }),
        (rate, gaps) => {
          const bucket = new TokenBucket(rate, 0);
          let now = 0;
          const taken = gaps.flatMap((gap) => {
            now += gap;
            return bucket.take(now) ? [now] : [];
          });
          for (const start of taken) {
            const within = taken.filter((at) => at >= start && at < start + 1000);
            expect(within.length).toBeLessThanOrEqual(2 * rate);
          }
          expect(taken.length).toBeLessThanOrEqual(rate + (now / 1000) * rate);
          expect(taken.length).toBeGreaterThanOrEqual(Math.min(rate, gaps.length));
        },
      ),
    );
  });
});

describe('quotas', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'quotas-')), 'plan.yaml');
    writeFileSync(
      file,
      'quotas:\n  endpoints: 1\n  endpointConfigs: 4\n  instances: { ml.m5.xlarge: 5 }\n  instancesPerEndpoint: 4\n',
    );
    sandbox = await startSandbox('--faults', file);
    await createConfig(sandbox, 'four', {
      ProductionVariants: [variant({ InitialInstanceCount: 4 })],
    });
    await createConfig(sandbox, 'five', {
      ProductionVariants: [variant({ InstanceType: 'ml.m5.large', InitialInstanceCount: 5 })],
    });
    await createConfig(sandbox, 'one', { ProductionVariants: [variant({})] });
  });
  afterAll(() => sandbox.stop());

  const EndpointName = 'fraud-scorer';
  const grow = (DesiredInstanceCount: number) =>
    sandbox.sagemaker.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName,
        DesiredWeightsAndCapacities: [{ VariantName: 'main', DesiredInstanceCount }],
      }),
    );

  // claim: limits, CreateEndpoint, CreateEndpointConfig, UpdateEndpoint,
  //   UpdateEndpointWeightsAndCapacities · above a quota: ResourceLimitExceeded with the numbers ·
  //   reported: `The account-level service limit … is …`
  it.each([
    [
      'endpoints',
      () =>
        sandbox.sagemaker.send(
          new CreateEndpointCommand({ EndpointName: 'another', EndpointConfigName: 'one' }),
        ),
      "'Number of endpoints' is 1, with current utilization of 1 and a request delta of 1.",
    ],
    [
      'configs',
      () => createConfig(sandbox, 'too-many', { ProductionVariants: [variant({})] }),
      "'Number of endpoint configs' is 4, with current utilization of 4 and a request delta of 1.",
    ],
    [
      'instances of a type, for a new fleet beside the old one',
      () =>
        sandbox.sagemaker.send(
          new UpdateEndpointCommand({ EndpointName, EndpointConfigName: 'four' }),
        ),
      "'ml.m5.xlarge for endpoint usage' is 5 Instances, with current utilization of 2 Instances and a request delta of 4 Instances.",
    ],
    [
      'instances of an endpoint, for a new fleet',
      () =>
        sandbox.sagemaker.send(
          new UpdateEndpointCommand({ EndpointName, EndpointConfigName: 'five' }),
        ),
      "'Number of instances for an endpoint' is 4 Instances, with current utilization of 0 Instances and a request delta of 5 Instances.",
    ],
    [
      'instances of an endpoint that grows',
      () => grow(5),
      "'Number of instances for an endpoint' is 4 Instances, with current utilization of 2 Instances and a request delta of 3 Instances.",
    ],
  ])('%s', async (_what, call, text) => {
    await expect(call()).rejects.toMatchObject({
      name: 'ResourceLimitExceeded',
      message: expect.stringContaining(`The account-level service limit ${text}`) as string,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('leave what fits alone', async () => {
    await expect(grow(3)).resolves.toBeDefined();
  });
});

describe('eventual consistency', () => {
  // claim: limits, CreateEndpointConfig, UpdateEndpoint · eventual consistency: what was just
  //   made is not there for a deployment at first · AWS: API_CreateEndpoint, the note on eventual
  //   consistency
  it('a config just made is not there for a deployment, and then it is', async () => {
    const sandbox = await startSandbox('--consistency-delay', '1.5');
    const deploy = () =>
      sandbox.sagemaker.send(
        new UpdateEndpointCommand({ EndpointName: 'fraud-scorer', EndpointConfigName: 'fresh' }),
      );
    try {
      await createConfig(sandbox, 'fresh', { ProductionVariants: [variant({})] });

      await expect(deploy()).rejects.toMatchObject({
        name: 'ValidationException',
        message:
          'Could not find endpoint configuration "arn:aws:sagemaker:us-east-1:000000000000:endpoint-config/fresh".',
      });
      await until('it is there', () =>
        deploy().then(
          () => true,
          () => false,
        ),
      );
    } finally {
      await sandbox.stop();
    }
  });
});
