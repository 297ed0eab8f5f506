import { PutMetricAlarmCommand, type PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateEndpointConfigCommand,
  CreateModelCommand,
  UpdateModelPackageCommand,
  type CreateEndpointConfigInput,
  type CreateModelInput,
} from '@aws-sdk/client-sagemaker';
import { resolvePlan } from '../../src/activities/plan-reader';
import { canaryConfig, finalConfig, shadowConfig } from '../../src/release/endpoint-config';
import type { ReleaseSpec } from '../../src/release/spec';
import { digestText } from '../../src/release/digest';
import { aSpec } from '../release/support/facts';
import { packageOf, register } from './support/registry';
import { startSandbox, type SandboxWorld } from './support/sandbox';

let world: SandboxWorld;
const guard = 'fraud-scorer-calm';

/** An alarm that is quiet without traffic, so that these tests need none. */
const rule: PutMetricAlarmInput = {
  AlarmName: guard,
  Namespace: 'AWS/SageMaker',
  MetricName: 'Invocation5XXErrors',
  Statistic: 'Average',
  Dimensions: [
    { Name: 'EndpointName', Value: 'fraud-scorer' },
    { Name: 'VariantName', Value: 'main' },
  ],
  Period: 10,
  EvaluationPeriods: 1,
  Threshold: 0.01,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
};

const spec = (change: Partial<ReleaseSpec> = {}): ReleaseSpec =>
  aSpec({ alarms: [guard], ...change });
const plan = (change: Partial<ReleaseSpec> = {}) => resolvePlan(world.clients, spec(change));

beforeAll(async () => {
  world = await startSandbox();
  await world.clients.cloudwatchMutations.send(new PutMetricAlarmCommand(rule));
  await fetch(`${world.controlUrl}/alarms/${guard}`, {
    method: 'PUT',
    body: JSON.stringify({ state: 'OK', reason: 'the test says so' }),
  });
});
afterAll(() => world.stop());

it('resolves a spec against the seeded world', async () => {
  const made = await plan();

  expect(made).toMatchObject({
    account: '000000000000',
    region: 'us-east-1',
    stable: { version: 'fraud/1', packageArn: packageOf(1), model: 'fraud-1', variant: 'main' },
    candidate: { version: 'fraud/2', packageArn: packageOf(2), variant: 'main-next' },
    rollbackTarget: { config: 'fraud-scorer-1', model: 'fraud-1', weight: 100, instances: 2 },
    peakInstances: 6,
    observed: { approvalStatus: 'PendingManualApproval' },
  });
  expect(made.candidate.artifacts).toMatchObject([{ versionId: expect.any(String) as string }]);
  expect(made.liveConfig.ProductionVariants).toMatchObject([{ InitialInstanceCount: 2 }]);
});

it('refuses a comparison of answers without its bucket, and plans one with it', async () => {
  const compare = (captures: string): Partial<ReleaseSpec> => ({
    shadow: {
      seconds: 3600,
      compare: {
        form: { kind: 'opaque' },
        agreement: 0.99,
        slices: [],
        facets: [],
        captures,
        settleSeconds: 60,
      },
    },
  });

  await expect(plan(compare('s3://nobody-made-this/x'))).rejects.toMatchObject({
    type: 'Refused',
    message: expect.stringContaining('no bucket nobody-made-this') as string,
  });
  const made = await plan(compare('s3://sandbox-fraud-shadow/x'));
  expect(made.shadow?.answers?.captures).toBe('s3://sandbox-fraud-shadow/x');
});

describe('labels of a shadow', () => {
  const labelled = (labels: string): Partial<ReleaseSpec> => ({
    shadow: {
      seconds: 3600,
      compare: {
        form: { kind: 'classification', label: { path: '$.label' } },
        agreement: 0.99,
        slices: [],
        facets: [],
        captures: 's3://sandbox-fraud-shadow/x',
        labels,
        settleSeconds: 60,
      },
    },
  });
  const Bucket = 'sandbox-fraud-shadow';

  it('may come later: an empty prefix is planned, and one with labels', async () => {
    const address = `s3://${Bucket}/labels-to-come`;
    expect((await plan(labelled(address))).shadow?.answers?.labels).toBe(address);
    const Key = 'labels-there/2026/11/21/10/a.jsonl';
    await world.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: '{}' }));
    await expect(plan(labelled(`s3://${Bucket}/labels-there`))).resolves.toBeDefined();
  });

  it('are refused where there is no bucket', async () => {
    await expect(plan(labelled('s3://nobody-made-this/x'))).rejects.toMatchObject({
      type: 'Refused',
      message: expect.stringMatching(
        /labels of the shadow cannot be read: s3:\/\/nobody-made-this\/x: NoSuchBucket \(404\): /,
      ) as string,
    });
  });

  const Key = 'labels-shut/2026/11/21/10/a.jsonl';
  const planWith = async (order: Record<string, unknown>) => {
    await world.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: '{}' }));
    const made = await fetch(`${world.controlUrl}/faults`, {
      method: 'POST',
      body: JSON.stringify({ service: 's3', action: 'fail', times: 1, ...order }),
    });
    expect(made.ok).toBe(true);
    return await plan(labelled(`s3://${Bucket}/labels-shut`));
  };

  it.each([
    ['listed', 'ListObjectsV2', { Bucket, Prefix: 'labels-shut/' }, 'labels-shut'],
    ['read', 'GetObject', { Bucket, Key }, Key],
  ])('are refused where they may not be %s', async (_, operation, match, named) => {
    const order = { operation, match, code: 'AccessDenied', status: 403 };
    await expect(planWith(order)).rejects.toMatchObject({
      type: 'Refused',
      message: expect.stringContaining(
        `cannot be read: s3://${Bucket}/${named}: AccessDenied (403): `,
      ) as string,
    });
  });

  it('may begin with an empty object, of which there is no first byte', async () => {
    const order = { operation: 'GetObject', match: { Bucket, Key }, code: 'InvalidRange' };
    await expect(planWith({ ...order, status: 416 })).resolves.toBeDefined();
  });
});

it('gives the same plan for the same spec, and another for another', async () => {
  const [first, second, other] = await Promise.all([plan(), plan(), plan({ finish: 'keep-both' })]);

  expect(second.digest).toBe(first.digest);
  expect(other.digest).not.toBe(first.digest);
});

it('names the model’s own environment among the differences', async () => {
  const { differences } = await plan();

  expect(differences).toContainEqual({
    of: 'model',
    path: 'Containers[0].Environment.LOG_LEVEL',
    // A value may be a secret, so plans hold digests.
    stable: `sha256:${digestText('warning')}`,
    candidate: '(none)',
  });
});

it('makes a model and configs that SageMaker takes as they are', async () => {
  const made = await plan({ shadow: { seconds: 600 } });
  const { sagemakerMutations } = world.clients;
  const model = made.candidateModel as unknown as CreateModelInput;
  await sagemakerMutations.send(new CreateModelCommand({ ...model, ModelName: made.names.model }));

  for (const [name, document] of [
    [made.names.shadowConfig, shadowConfig(made)],
    [made.names.canaryConfig, canaryConfig(made)],
    [made.names.finalConfig, finalConfig(made)],
  ] as const) {
    const input = document as unknown as CreateEndpointConfigInput;
    const command = new CreateEndpointConfigCommand({ ...input, EndpointConfigName: name });
    const answer = await sagemakerMutations.send(command);
    expect(answer.EndpointConfigArn).toContain(name);
  }
});

it('takes the newest version for latest, and the newest approved one for approved', async () => {
  const newest = await register(world.clients, {});

  const latest = await plan({ model: { group: 'fraud', version: 'latest' } });
  expect(latest.candidate.packageArn).toBe(newest);
  await expect(plan({ model: { group: 'fraud', version: 'approved' } })).rejects.toThrow(
    'fraud/1 is what fraud-scorer serves already',
  );
});

it('says that it cannot foresee anything for an endpoint without traffic, and plans', async () => {
  const { observed } = await plan();

  expect(observed.forecast).toEqual({ traffic: { basis: 'unknown' }, windows: [] });
  expect(observed.exceedance).toBeUndefined();
});

describe('refuses', () => {
  it.each<[string, Partial<ReleaseSpec>, string, string]>([
    ['an unknown endpoint', { endpoint: 'no-such' }, 'NotFound', 'Could not find endpoint'],
    [
      'an unknown version',
      { model: { group: 'fraud', version: 99 } },
      'NotFound',
      'does not exist',
    ],
    ['an unknown group', { model: { group: 'nothing', version: 'latest' } }, 'NotFound', 'nothing'],
    ['the stable itself', { model: { package: packageOf(1) } }, 'Refused', 'serves already'],
    ['an unknown alarm', { alarms: ['no-such'] }, 'NotFound', 'alarm no-such does not exist'],
    ['an alarm without data', { alarms: ['fraud-scorer-5xx'] }, 'Refused', 'INSUFFICIENT_DATA'],
    ['a bad spec', { endpoint: 'no_underscores' }, 'SpecInvalid', 'endpoint'],
  ])('%s', async (_, change, type, words) => {
    await expect(plan(change)).rejects.toMatchObject({
      type,
      nonRetryable: true,
      message: expect.stringContaining(words) as string,
    });
  });

  it('a rejected version', async () => {
    const arn = await register(world.clients, {});
    const rejection = { ModelPackageArn: arn, ModelApprovalStatus: 'Rejected' } as const;
    await world.clients.sagemakerMutations.send(new UpdateModelPackageCommand(rejection));

    await expect(plan({ model: { package: arn } })).rejects.toMatchObject({
      type: 'PackageRejected',
    });
  });

  it('a version without lineage, on a foreign image by tag, with an overwritten artifact, all at once', async () => {
    const arn = await register(world.clients, {
      container: {
        Image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/fraud:latest',
        ImageDigest: undefined,
        ModelDataETag: '0123456789abcdef0123456789abcdef',
      },
      input: { MetadataProperties: undefined },
    });

    await expect(plan({ model: { package: arn } })).rejects.toMatchObject({
      type: 'Refused',
      details: [
        [
          expect.stringContaining('no lineage') as string,
          expect.stringContaining('by tag') as string,
          expect.stringContaining('overwritten') as string,
        ],
      ],
    });
  });

  it.each([
    ['AccessDeniedException', 400, 'AccessDenied', true],
    ['ThrottlingException', 400, 'Throttled', false],
    ['InternalFailure', 500, 'AwsUnavailable', false],
  ])('what AWS answers with %s', async (code, status, type, nonRetryable) => {
    const fault = { operation: 'DescribeEndpointConfig', action: 'fail', code, status, times: 3 };
    const body = JSON.stringify({ ...fault, message: 'the test says so' });
    const answer = await fetch(`${world.controlUrl}/faults`, { method: 'POST', body });
    const { id } = (await answer.json()) as { id: string };

    await expect(plan()).rejects.toMatchObject({
      type,
      nonRetryable,
      message: expect.stringContaining('the test says so') as string,
    });

    await fetch(`${world.controlUrl}/faults/${id}`, { method: 'DELETE' });
    await expect(plan()).resolves.toBeDefined();
  });
});
