import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { read } from '../docs/support/pages';
import { anyone } from '../support/moto';
import { describeWith, tool } from '../support/tools';
import { startSandbox, until, type RunningSandbox } from './running-sandbox';

const page = read('docs/sandbox.md');
const chapter = /## Use it from boto3 and the AWS CLI\n([\s\S]*?)\n## /.exec(page)?.[1] ?? '';
const blocks = [...chapter.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(
  ([, language, text = '']) => ({ language, lines: text.trim().split('\n') }),
);
const [start, shell, python] = blocks;
const commands = (shell?.lines ?? []).filter((line) => line.startsWith('aws '));

describeWith('python', 'the lines of docs/sandbox.md for the AWS CLI and boto3', () => {
  let sandbox: RunningSandbox;
  let bin: string;

  beforeAll(async () => {
    const [, , ...args] = start?.lines[0]?.split(' ') ?? [];
    // As the page starts it, but for the port, which others may have taken.
    sandbox = await startSandbox(...args, '--port', '0');
    bin = mkdtempSync(path.join(tmpdir(), 'aws-cli-'));
    const python = tool('python');
    script('aws', `#!/bin/sh\nexec '${python}' -m awscli "$@"\n`);
    await measured(sandbox);
  });
  afterAll(async () => {
    await sandbox?.stop();
    if (bin) rmSync(bin, { recursive: true });
  });

  const script = (name: string, text: string): void => {
    writeFileSync(path.join(bin, name), text);
    chmodSync(path.join(bin, name), 0o755);
  };

  /** Runs lines in a shell that has read the page's exports; the port is the only word that is not the page's. */
  const run = async (...lines: readonly string[]): Promise<string> => {
    const exports = (shell?.lines ?? []).filter((line) => line.startsWith('export '));
    const text = [...exports, ...lines].join('\n');
    const there = text.replace('http://127.0.0.1:4600', sandbox.endpointUrl);
    const { stdout } = await promisify(execFile)('sh', ['-e', '-c', there], {
      env: {
        PATH: `${bin}:${process.env.PATH}`,
        AWS_CONFIG_FILE: anyone.AWS_CONFIG_FILE,
        AWS_SHARED_CREDENTIALS_FILE: anyone.AWS_SHARED_CREDENTIALS_FILE,
      },
      timeout: 50_000,
    });
    return stdout;
  };

  const cellsOf: Readonly<Record<string, readonly string[]>> = {
    'describe-endpoint': [
      'DescribeEndpoint',
      'EndpointStatus InService',
      'EndpointConfigName fraud-scorer-1',
      'ProductionVariants',
      'VariantName main',
      'CurrentInstanceCount 2',
      'DesiredWeight 100',
    ],
    'list-model-packages': [
      'ListModelPackages',
      'arn:aws:sagemaker:us-east-1:000000000000:model-package/fraud/2',
      'PendingManualApproval',
      'Approved',
    ],
    'describe-model-package': [
      'DescribeModelPackage',
      'ModelPackageVersion 2',
      'ModelApprovalStatus PendingManualApproval',
      'ModelPackageStatus Completed',
      'Containers',
      'SupportedContentTypes',
    ],
    'describe-alarms': [
      'DescribeAlarms',
      'MetricAlarms',
      'AlarmName fraud-scorer-5xx',
      'ComparisonOperator GreaterThanThreshold',
      'EndpointName fraud-scorer',
      'VariantName main',
    ],
    'get-metric-data': ['GetMetricData', 'requests Invocations Complete', 'Timestamps', 'Values'],
    'update-endpoint-weights-and-capacities': [
      'UpdateEndpointWeightsAndCapacities',
      'EndpointArn arn:aws:sagemaker:us-east-1:000000000000:endpoint/fraud-scorer',
    ],
    wait: [],
  };

  it('are tried below, each of them', () => {
    expect(blocks.map(({ language }) => language)).toEqual(['sh', 'sh', 'python']);
    expect(commands.map((line) => line.split(' ')[2])).toEqual(Object.keys(cellsOf));
  });

  // claim: DescribeEndpoint, ListModelPackages, DescribeModelPackage, DescribeAlarms,
  //   GetMetricData · the AWS CLI prints their answers as tables · botocore: output shapes
  test.each(commands)('%s', async (line) => {
    const printed = rowsOf(await run(line));

    for (const cells of cellsOf[line.split(' ')[2] ?? ''] ?? []) expect(printed).toContain(cells);
  });

  // claim: UpdateEndpointWeightsAndCapacities · the AWS CLI's own waiter sees the endpoint
  //   `InService` again · botocore: waiter EndpointInService
  it('leave the endpoint with the weight that one of them asked for', async () => {
    const printed = rowsOf(await run(commands[0] ?? ''));

    expect(printed).toContain('CurrentWeight 90');
  });

  it('invoke the endpoint and list versions by boto3', async () => {
    writeFileSync(path.join(bin, 'page.py'), (python?.lines ?? []).join('\n'));

    const printed = await run(`'${tool('python')}' '${bin}/page.py'`);

    expect(printed).toMatch(/^main \{.*\}\napproved: \[1\]\n$/);
  });
});

/** Rows of a table as the words of their cells, and every cell by itself. */
function rowsOf(table: string): readonly string[] {
  const rows = table.split('\n').map((row) =>
    row
      .split('|')
      .map((cell) => cell.trim())
      .filter((cell) => cell !== ''),
  );
  return rows.flatMap((cells) => [cells.join(' '), ...cells]);
}

/** Waits until the load of the page has been measured. */
async function measured({ cloudwatch }: RunningSandbox): Promise<void> {
  const Dimensions = [
    { Name: 'EndpointName', Value: 'fraud-scorer' },
    { Name: 'VariantName', Value: 'main' },
  ];
  const Metric = { Namespace: 'AWS/SageMaker', MetricName: 'Invocations', Dimensions };
  await until('requests are measured', async () => {
    const { MetricDataResults: [{ Values = [] } = {}] = [] } = await cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(Date.now() - 600_000),
        EndTime: new Date(),
        MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }],
      }),
    );
    return Values.length > 0;
  });
}
