import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  AddTagsCommand,
  DescribeEndpointCommand,
  DescribeModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { callsTo, linesOf } from '../../../src/sandbox/log-reader';
import { packageArn, startSandbox, until, type RunningSandbox } from '../running-sandbox';

const ResourceArn = 'arn:aws:sagemaker:us-east-1:000000000000:endpoint/fraud-scorer';
const folder = mkdtempSync(path.join(tmpdir(), 'fault-plan-'));

function planFile(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const scenario = `
# Two tags after each other stand for two steps of a release.
faults:
  - happens: call
    by: mallory
    service: sagemaker
    operation: UpdateModelPackage
    input: { ModelPackageArn: '${packageArn(2)}', ModelApprovalStatus: Rejected }
    when: { operation: AddTags, count: 2 }
  - happens: call
    service: monitoring
    operation: DeleteAlarms
    input: { AlarmNames: [fraud-scorer-5xx] }
    when: { operation: AddTags, count: 2 }
    after: 0.2
  - { happens: metrics-late, endpoint: fraud-scorer, metric: ModelLatency, seconds: 60 }
  - { happens: metrics-absent, endpoint: fraud-scorer, variant: main, metric: Invocation4XXErrors }
`;

describe('what happens in the world', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    const plan = planFile('scenario.yaml', scenario);
    sandbox = await startSandbox('--faults', plan, '--load', '20');
  });
  afterAll(() => sandbox.stop());

  const happens = async (happening: Record<string, unknown>): Promise<void> => {
    expect((await sandbox.control('POST', '/faults', happening)).status).toBe(200);
  };
  const alarm = async (name: string) => {
    const { MetricAlarms } = await sandbox.cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNames: [name] }),
    );
    return MetricAlarms?.[0];
  };

  // claim: faults · a plan plays a scenario by itself: faults and calls by somebody else ·
  //   sandbox: fault plans
  it('a plan plays a scenario by itself', async () => {
    const tag = (Key: string) =>
      sandbox.sagemaker.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key, Value: '1' }] }));
    const approval = async () => {
      const input = { ModelPackageName: packageArn(2) };
      const shown = await sandbox.sagemaker.send(new DescribeModelPackageCommand(input));
      return shown.ModelApprovalStatus;
    };

    await tag('one');
    expect([await approval(), (await alarm('fraud-scorer-5xx'))?.AlarmName]).toEqual([
      'PendingManualApproval',
      'fraud-scorer-5xx',
    ]);
    await tag('two');
    expect(await approval()).toBe('Rejected');
    await until('the alarm is gone', async () => (await alarm('fraud-scorer-5xx')) === undefined);

    const [change] = callsTo(await sandbox.log(), 'UpdateModelPackage');
    expect(change).toMatchObject({
      ok: true,
      caller: 'arn:aws:iam::000000000000:user/mallory',
    });
    const shown = (await sandbox.control('GET', '/faults')).body.faults as { state: string }[];
    expect(shown.map(({ state }) => state)).toEqual(['acting', 'acting', 'acting', 'acting']);
  });

  // claim: faults, alarms · an alarm is reconfigured and keeps its state · AWS:
  //   API_PutMetricAlarm
  it('an alarm watches something else, and keeps its state', async () => {
    const before = await alarm('fraud-scorer-latency');
    await happens({ happens: 'alarm', alarm: 'fraud-scorer-latency', change: { Threshold: 77 } });

    const after = await alarm('fraud-scorer-latency');

    expect(after).toMatchObject({ Threshold: 77, StateValue: before?.StateValue });
    expect(after).toMatchObject({
      Dimensions: before?.Dimensions,
      EvaluationPeriods: before?.EvaluationPeriods,
    });
  });

  it('what the control port can do, it can do by itself', async () => {
    await happens({ happens: 'control', call: 'PUT /load', body: { rps: 33 }, after: 0.05 });

    await until('the load is another', async () => {
      const { body } = await sandbox.control('GET', '/load');
      return body.rps === 33;
    });
  });

  // claim: faults, endpoint states · what AWS does by itself happens in the middle of a scenario
  //   · sandbox: fault plans
  it('AWS does something to an endpoint in the middle of a scenario', async () => {
    await happens({
      happens: 'control',
      call: 'POST /endpoints/fraud-scorer/fate',
      body: { fate: 'maintenance', seconds: 2400 },
      after: 0.05,
    });

    await until('the endpoint is maintained', async () => {
      const input = { EndpointName: 'fraud-scorer' };
      const { EndpointStatus } = await sandbox.sagemaker.send(new DescribeEndpointCommand(input));
      return EndpointStatus === 'SystemUpdating';
    });
  });

  // claim: faults, DescribeImages · an image may be gone · botocore: ImageNotFoundException
  it('an image is gone', async () => {
    const ecr = new ECRClient(sandbox.client);
    const images = async () => {
      const { imageDetails = [] } = await ecr.send(
        new DescribeImagesCommand({ repositoryName: 'fraud-scorer' }),
      );
      return imageDetails.map(({ imageDigest }) => imageDigest);
    };
    const [imageDigest, ...others] = await images();

    await happens({ happens: 'image-gone', repository: 'fraud-scorer', imageDigest });

    expect(imageDigest).toMatch(/^sha256:/);
    expect(await images()).toEqual(others);
    ecr.destroy();
  });

  // claim: faults, metrics · metrics come late or never · AWS: Monitor SageMaker with CloudWatch
  it('metrics come late, or not at all', async () => {
    const dimensions = [
      { Name: 'EndpointName', Value: 'fraud-scorer' },
      { Name: 'VariantName', Value: 'main' },
    ];
    const points = async (MetricName: string): Promise<number> => {
      const { MetricDataResults } = await sandbox.cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(Date.now() - 600_000),
          EndTime: new Date(),
          MetricDataQueries: [
            {
              Id: 'm1',
              MetricStat: {
                Metric: { Namespace: 'AWS/SageMaker', MetricName, Dimensions: dimensions },
                Period: 10,
                Stat: 'SampleCount',
              },
            },
          ],
        }),
      );
      return MetricDataResults?.[0]?.Values?.length ?? 0;
    };

    // Published in the same turn as the others: where one is visible, all would be.
    await until('invocations are visible', async () => (await points('Invocations')) > 0, 60);
    expect(await points('ModelLatency')).toBe(0);
    expect(await points('Invocation4XXErrors')).toBe(0);

    const { body } = await sandbox.control('GET', '/faults');
    const [, , , absent] = body.faults as { id: string }[];
    await sandbox.control('DELETE', `/faults/${absent?.id}`);
    await until('they come again', async () => (await points('Invocation4XXErrors')) > 0, 60);
    expect(await points('ModelLatency')).toBe(0);
  }, 130_000);

  it('what cannot happen is said in the log', async () => {
    await happens({ happens: 'alarm', alarm: 'none', change: {}, after: 0.05 });

    await until('the log says so', async () => {
      const failed = linesOf(await sandbox.log(), 'fault').find(({ event }) => event === 'failed');
      return failed?.reason === 'There is no alarm none.';
    });
  });
});

describe('a plan that cannot be read', () => {
  const entry = path.resolve(__dirname, '../../../dist/sandbox/main.js');

  it.each([
    ['no YAML', 'faults: [', ['no-YAML.yaml is not YAML']],
    [
      'unknown words',
      'faults:\n  - operation: X\n    action: explode\n  - happens: miracle\nquotas:\n  endpoints: -1\n',
      ['.yaml:3 faults.0.action: ', '.yaml:4 faults.1.happens: ', '.yaml:6 quotas.endpoints: '],
    ],
    ['no list', 'faults: 3', ['.yaml:1 faults: ']],
  ])('%s', (name, text, messages) => {
    const file = planFile(`${name.replace(' ', '-')}.yaml`, text);

    const ended = spawnSync(process.execPath, [entry, '--faults', file, '--no-seed'], {
      encoding: 'utf8',
      timeout: 30_000,
    });

    expect(ended.status).toBe(1);
    for (const message of messages) expect(ended.stderr).toContain(message);
  });
});
