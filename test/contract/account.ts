import { randomBytes } from 'node:crypto';
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, type Metric } from '@aws-sdk/client-cloudwatch';
import { S3Client } from '@aws-sdk/client-s3';
import {
  CreateModelCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointCommand,
  SageMakerClient,
  type DescribeEndpointOutput,
} from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { startSandbox, until as untilWithin } from '../sandbox/running-sandbox';

/** What a case needs of the account it runs against; `scripts/contract.mjs` reads it from the environment. */
export interface Parts {
  readonly image: string;
  readonly modelDataUrl: string;
  readonly roleArn: string;
  readonly instanceType: 'ml.m5.large';
  /** `s3://bucket/prefix` that the role may write captures to; absent: what needs one is not asked. */
  readonly captures?: string;
  /** A request that the model answers with 200. */
  readonly payload: { readonly body: string; readonly contentType: string };
}

export interface Account {
  readonly isSandbox: boolean;
  readonly sagemaker: SageMakerClient;
  readonly runtime: SageMakerRuntimeClient;
  readonly cloudwatch: CloudWatchClient;
  readonly scaling: ApplicationAutoScalingClient;
  readonly s3: S3Client;
  /** Asks once, so that a refusal for haste is seen. */
  readonly impatient: SageMakerClient;
  readonly parts: Parts;
  /** A name of this run, which nothing else in the account has. */
  readonly name: (what: string) => string;
  /** Waits until an endpoint is in one of AWS's resting states. */
  readonly settled: (endpoint: string) => Promise<DescribeEndpointOutput>;
  /** Asks until the answer is there; AWS has half an hour, the sandbox a minute or the seconds given. */
  readonly until: <Value>(
    what: string,
    look: () => Promise<Value | undefined | false>,
    sandboxSeconds?: number,
  ) => Promise<Value>;
  /** Removes it after the cases, also when one has failed. */
  readonly afterwards: (remove: () => Promise<unknown>) => void;
}

const resting = ['InService', 'Failed', 'OutOfService', 'UpdateRollbackFailed'];

/** What a removal says of something that is gone already. */
const gone = /Could not find|does not exist|No scalable target found/;

/**
 * The account of a suite of contract cases: AWS where `CONTRACT_TARGET=aws`, else a sandbox of its own
 * with the options given. What is left behind in it fails the suite by name.
 */
export function useAccount(options: () => readonly string[] = () => []): () => Account {
  let account: Account | undefined;
  let stop: (() => Promise<void>) | undefined;
  const removals: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const isReal = process.env.CONTRACT_TARGET === 'aws';
    const target = isReal ? realAccount() : await sandboxAccount(options());
    stop = target.stop;
    account = { ...withWaits(target), afterwards: (remove) => removals.unshift(remove) };
  });
  afterAll(async () => {
    const left: string[] = [];
    // In the order they depend on each other; one that fails holds back no other.
    for (const remove of removals) {
      await remove().catch((error: Error) => left.push(...reasons(error)));
    }
    await stop?.();
    if (left.length > 0) throw new Error(`left behind in the account: ${left.join('; ')}`);
  });
  return () => {
    if (!account) throw new Error('the account is there in tests only');
    return account;
  };
}

function reasons(error: Error): readonly string[] {
  const all: readonly Error[] = error instanceof AggregateError ? error.errors : [error];
  return all.map(({ message }) => message).filter((message) => !gone.test(message));
}

/** Creates a model of the account's image and artifact. */
export async function createModel({ sagemaker, parts }: Account, ModelName: string): Promise<void> {
  await sagemaker.send(
    new CreateModelCommand({
      ModelName,
      PrimaryContainer: { Image: parts.image, ModelDataUrl: parts.modelDataUrl },
      ExecutionRoleArn: parts.roleArn,
    }),
  );
}

/** SageMaker's own metric of a variant. */
export const variantMetric = (MetricName: string, endpoint: string, variant: string): Metric => ({
  Namespace: 'AWS/SageMaker',
  MetricName,
  Dimensions: [
    { Name: 'EndpointName', Value: endpoint },
    { Name: 'VariantName', Value: variant },
  ],
});

/** Deletes an endpoint once it rests, then what it ran; throws what could not be deleted, all of it. */
export async function removeEndpoint(
  { sagemaker, settled }: Account,
  {
    endpoint,
    configs,
    models,
  }: Record<'configs' | 'models', readonly string[]> & {
    readonly endpoint: string;
  },
): Promise<void> {
  const steps = [
    async () => {
      await settled(endpoint);
      await sagemaker.send(new DeleteEndpointCommand({ EndpointName: endpoint }));
    },
    ...configs.map(
      (EndpointConfigName) => () =>
        sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName })),
    ),
    ...models.map((ModelName) => () => sagemaker.send(new DeleteModelCommand({ ModelName }))),
  ];
  const errors: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw new AggregateError(errors, `${endpoint} is not removed`);
}

/** `name: message` of what a call was refused with; 'accepted' where it was not. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'accepted';
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
}

type Target = Omit<Account, 'name' | 'settled' | 'until' | 'afterwards'> & {
  readonly stop: () => Promise<void>;
};

function withWaits(target: Target): Omit<Account, 'afterwards'> {
  const { sagemaker, isSandbox } = target;
  const run = randomBytes(4).toString('hex');
  const [seconds, everyMs] = isSandbox ? [60, 100] : [1_800, 10_000];
  const until: Account['until'] = (what, look, sandboxSeconds = seconds) =>
    untilWithin(what, look, isSandbox ? sandboxSeconds : seconds, everyMs);
  return {
    ...target,
    name: (what) => `slipway-contract-${run}-${what}`,
    until,
    settled: (EndpointName) =>
      until(`${EndpointName} rests`, async () => {
        const live = await sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
        return resting.includes(live.EndpointStatus ?? '') && live;
      }),
  };
}

async function sandboxAccount(options: readonly string[]): Promise<Target> {
  const { client, sagemaker, runtime, cloudwatch, stop } = await startSandbox(...options);
  const scaling = new ApplicationAutoScalingClient(client);
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  return {
    isSandbox: true,
    sagemaker,
    runtime,
    cloudwatch,
    scaling,
    s3,
    impatient: sagemaker,
    stop: async () => {
      scaling.destroy();
      s3.destroy();
      await stop();
    },
    parts: {
      image: '000000000000.dkr.ecr.us-east-1.amazonaws.com/fraud-scorer:v2',
      modelDataUrl: 's3://sandbox-fraud-models/fraud/2/model.json',
      roleArn: 'arn:aws:iam::000000000000:role/contract',
      instanceType: 'ml.m5.large',
      captures: 's3://contract-captures/shadow',
      payload: { body: '{"amount": 12.5}', contentType: 'application/json' },
    },
  };
}

function realAccount(): Target {
  const clients = {
    sagemaker: new SageMakerClient({}),
    runtime: new SageMakerRuntimeClient({ maxAttempts: 1 }),
    cloudwatch: new CloudWatchClient({}),
    scaling: new ApplicationAutoScalingClient({}),
    s3: new S3Client({}),
    impatient: new SageMakerClient({ maxAttempts: 1 }),
  };
  return {
    isSandbox: false,
    ...clients,
    stop: async () => Promise.resolve(Object.values(clients).forEach((client) => client.destroy())),
    parts: {
      image: given('CONTRACT_IMAGE'),
      modelDataUrl: given('CONTRACT_MODEL_DATA'),
      roleArn: given('CONTRACT_ROLE_ARN'),
      instanceType: 'ml.m5.large',
      ...(process.env.CONTRACT_CAPTURES && { captures: process.env.CONTRACT_CAPTURES }),
      payload: {
        body: given('CONTRACT_PAYLOAD'),
        contentType: process.env.CONTRACT_CONTENT_TYPE ?? 'application/json',
      },
    },
  };
}

function given(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set; npm run contract says what it is`);
}
