import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  DescribeModelPackageCommand,
  SageMakerClient,
  type DescribeEndpointOutput,
  type ProductionVariant,
} from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { LogLine } from '../../src/sandbox/log-line';
import { readLog } from '../../src/sandbox/log-reader';
import { judgeWireLog } from '../wire-judge/judge';
import { forSuite } from './for-suite';

/** Where the sandbox is, and a key for it. */
interface ClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

export interface RunningSandbox {
  readonly endpointUrl: string;
  readonly controlUrl: string;
  readonly process: ChildProcess;
  readonly sagemaker: SageMakerClient;
  readonly runtime: SageMakerRuntimeClient;
  readonly cloudwatch: CloudWatchClient;
  /** What a client of another service of AWS needs to know. */
  readonly client: ClientOptions;
  /** Asks the control port; gives the HTTP status and the JSON it answered. */
  readonly control: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<{ status: number; body: Record<string, unknown> }>;
  /** The log, once everything written so far is in the file. */
  readonly log: () => Promise<readonly LogLine[]>;
  /**
   * Ends it, and fails when anything that went over its wire breaks AWS's own models. `tomorrow`:
   * members and values of an AWS newer than the models, which the suite had it show.
   */
  readonly stop: (tomorrow?: readonly string[]) => Promise<void>;
}

const entry = path.resolve(__dirname, '../../dist/sandbox/main.js');

/** Starts a seeded sandbox as a child, as `slipway sandbox` does, with AWS's waiting 240 times shorter. */
export async function startSandbox(...args: readonly string[]): Promise<RunningSandbox> {
  if (!existsSync(entry)) throw new Error(`${entry} is missing: run npm run build`);
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-test-'));
  const wireLog = path.join(folder, 'wire.jsonl');
  const child = spawn(
    process.execPath,
    [
      entry,
      ...['--clock', '240', '--metric-delay', '1', '--no-throttle'],
      ...['--log', `${folder}/log.jsonl`, '--wire-log', wireLog],
      ...args,
    ],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const { endpointUrl, controlUrl, log } = await firstLine(child);
  const client: ClientOptions = {
    endpoint: endpointUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
    maxAttempts: 1,
  };
  const clients = {
    sagemaker: new SageMakerClient(client),
    runtime: new SageMakerRuntimeClient(client),
    cloudwatch: new CloudWatchClient(client),
  };
  return {
    endpointUrl,
    controlUrl,
    process: child,
    client,
    ...clients,
    control: async (method, route, body) => {
      const answer = await fetch(`${controlUrl}${route}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    log: async () => {
      // Lines reach the file within a tenth of a second.
      await delay(250);
      return readLog(log);
    },
    stop: async (tomorrow) => {
      for (const one of Object.values(clients)) one.destroy();
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      try {
        judgeWireLog(wireLog, tomorrow);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/**
 * A sandbox for all tests of a suite, judged when it ends. `tomorrow`: members of an AWS newer than the
 * models, which the suite has it show.
 */
export function useSandbox(
  options: { readonly args?: readonly string[]; readonly tomorrow?: readonly string[] } = {},
): RunningSandbox {
  const { args = [], tomorrow } = options;
  return forSuite(
    () => startSandbox(...args),
    (sandbox) => sandbox.stop(tomorrow),
  );
}

interface Ready {
  readonly endpointUrl: string;
  readonly controlUrl: string;
  readonly log: string;
}

async function firstLine(child: ChildProcess): Promise<Ready> {
  return await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)));
    createInterface({ input: child.stdout! }).once('line', (line) =>
      resolve(JSON.parse(line) as Ready),
    );
  });
}

/** Waits until a condition holds; fails with what it is about after 30 s, or the time given. */
export async function until<Value>(
  what: string,
  look: () => Promise<Value | undefined | false>,
  seconds = 30,
  everyMs = 50,
): Promise<Value> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await delay(everyMs);
  }
}

/** Waits until an endpoint takes changes again. */
export async function settled(
  { sagemaker }: RunningSandbox,
  name = 'fraud-scorer',
): Promise<DescribeEndpointOutput> {
  return await until(`${name} settles`, async () => {
    const live = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }));
    return live.EndpointStatus !== 'Updating' && live.EndpointStatus !== 'Creating' && live;
  });
}

export const packageArn = (version: number): string =>
  `arn:aws:sagemaker:us-east-1:000000000000:model-package/fraud/${version}`;

/** Creates a model from the containers of fraud/`version`, which need not be approved for that. */
export async function createModel({ sagemaker }: RunningSandbox, version: number): Promise<string> {
  const { InferenceSpecification } = await sagemaker.send(
    new DescribeModelPackageCommand({ ModelPackageName: packageArn(version) }),
  );
  const [{ Image, ModelDataUrl } = {}] = InferenceSpecification?.Containers ?? [];
  const ModelName = `fraud-${version}-test`;
  await sagemaker.send(
    new CreateModelCommand({
      ModelName,
      PrimaryContainer: { Image, ModelDataUrl },
      ExecutionRoleArn: 'arn:aws:iam::000000000000:role/test',
    }),
  );
  return ModelName;
}

export function variant(over: Partial<ProductionVariant>): ProductionVariant {
  return {
    VariantName: 'main',
    ModelName: 'fraud-1',
    InstanceType: 'ml.m5.xlarge',
    InitialInstanceCount: 1,
    ContainerStartupHealthCheckTimeoutInSeconds: 60,
    ...over,
  };
}

/** Creates an endpoint config with metrics every 10 s. */
export async function createConfig(
  { sagemaker }: RunningSandbox,
  EndpointConfigName: string,
  variants: {
    readonly ProductionVariants: ProductionVariant[];
    readonly ShadowProductionVariants?: ProductionVariant[];
  },
): Promise<void> {
  await sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName,
      ...variants,
      MetricsConfig: { EnableEnhancedMetrics: true, MetricPublishFrequencyInSeconds: 10 },
    }),
  );
}

/** Creates an alarm that nothing but SetAlarmState moves: a switch in the hand of the test. */
export async function createSwitch(
  { cloudwatch }: RunningSandbox,
  AlarmName: string,
): Promise<(state: 'OK' | 'ALARM') => Promise<void>> {
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: 'Test',
      MetricName: AlarmName,
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'ignore',
    }),
  );
  return async (StateValue) => {
    await cloudwatch.send(
      new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'set by a test' }),
    );
  };
}
