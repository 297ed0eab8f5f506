import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DescribeEndpointCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { Connection } from '@temporalio/client';
import { entry } from '../../src/local/entry';
import { eventually } from '../support/eventually';
import { isRunning, processTree } from '../support/process-tree';
import { describeWith } from '../support/tools';

type Environment = Readonly<Record<string, string>>;

const promised = [
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'TEMPORAL_UI_URL',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_SAGEMAKER',
  'AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME',
  'AWS_ENDPOINT_URL_CLOUDWATCH',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_EC2_METADATA_DISABLED',
  'SLIPWAY_SANDBOX_LOG',
  'SLIPWAY_SANDBOX_CONTROL',
];

describeWith('temporal', 'slipway sandbox --env-file', () => {
  const started: ChildProcess[] = [];
  afterAll(async () => {
    for (const sandbox of started) sandbox.kill('SIGTERM');
    await eventually('all have ended', () => started.every(hasEnded), 50);
  }, 60_000);

  test.each([
    ['Ctrl-C', 'SIGINT', 0],
    ['SIGTERM', 'SIGTERM', 0],
    ['SIGKILL', 'SIGKILL', null],
  ] as const)(
    '%s of it leaves no process behind',
    async (_how, signal, code) => {
      const { sandbox, environment } = await startSandbox(started);
      const pids = processTree(sandbox.pid ?? 0);
      // Itself, Temporal and what holds it, the local AWS, its load and two models, the worker.
      expect(pids.length).toBeGreaterThanOrEqual(8);
      expect(Object.keys(environment)).toEqual(expect.arrayContaining(promised));
      const ended = new Promise((resolve) => sandbox.once('exit', resolve));

      sandbox.kill(signal);

      expect(await ended).toBe(code);
      await eventually('all have ended', () => !pids.some(isRunning), 30);
    },
    120_000,
  );

  test('its file is all that the AWS SDK and a Temporal client need', async () => {
    const { environment } = await startSandbox(started);

    const live = await withEnvironment(environment, () =>
      new SageMakerClient().send(new DescribeEndpointCommand({ EndpointName: 'fraud-scorer' })),
    );
    const connection = await Connection.connect({ address: environment.TEMPORAL_ADDRESS });
    const pollers = await connection.workflowService.describeTaskQueue({
      namespace: environment.TEMPORAL_NAMESPACE,
      taskQueue: { name: 'slipway' },
      taskQueueType: 1,
    });
    await connection.close();

    expect(live.EndpointStatus).toBe('InService');
    expect(pollers.pollers).not.toEqual([]);
  }, 120_000);
});

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** Started as its first line says: after two dashes, or Node 20 takes the flag for its own. Ready when the file is there. */
async function startSandbox(
  started: ChildProcess[],
): Promise<{ readonly sandbox: ChildProcess; readonly environment: Environment }> {
  const cwd = mkdtempSync(path.join(tmpdir(), 'slipway-sandbox-'));
  const file = path.join(cwd, 'sandbox.env');
  const args = ['--', entry('cli/main.js'), 'sandbox', '--env-file', file, '--load', '10'];
  const sandbox = spawn(process.execPath, args, { cwd, stdio: 'ignore' });
  started.push(sandbox);
  await eventually('the file is there', () => existsSync(file), 60);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return {
    sandbox,
    environment: Object.fromEntries(lines.map((line) => line.split(/=(.*)/s, 2))) as Environment,
  };
}

async function withEnvironment<T>(environment: Environment, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  try {
    return await work();
  } finally {
    process.env = before;
  }
}
