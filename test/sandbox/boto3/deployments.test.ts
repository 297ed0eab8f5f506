import path from 'node:path';
import {
  callsTo,
  linesOf,
  loadByVersion,
  servedByVersion,
  weightsOver,
} from '../../../src/sandbox/log-reader';
import type { LogLine } from '../../../src/sandbox/log-line';
import { runBoto3 } from '../../support/boto3';
import { describeWith } from '../../support/tools';
import { startSandbox, type RunningSandbox } from '../running-sandbox';

const endpoint = 'fraud-scorer';
const accessKeyId = 'AKIABOTO300000000000';

interface Told {
  readonly status: string;
  readonly config: string;
  readonly reason: string | null;
  readonly weights: Readonly<Record<string, readonly [number, number]>>;
  /** Status and message of the variant on its way, as they came. */
  readonly stages: readonly (readonly [string, string | null])[];
  readonly alarm?: string;
}

describeWith('python', 'releases that boto3 makes', () => {
  let sandbox: RunningSandbox;
  let told: Readonly<Record<'canary' | 'linear' | 'weights', Told>>;
  let log: readonly LogLine[];

  beforeAll(async () => {
    sandbox = await startSandbox('--load', '60');
    const packages = 'arn:aws:sagemaker:us-east-1:000000000000:model-package/fraud';
    const script = path.join(__dirname, 'deployments.py');
    const aws = { endpointUrl: sandbox.endpointUrl, accessKeyId };
    told = (await runBoto3(script, [endpoint, packages], aws)) as typeof told;
    log = await sandbox.log();
  }, 200_000);
  afterAll(() => sandbox.stop());

  const sharesOf = (config: string) => {
    const lines = linesOf(log, 'deployment').filter((line) => line.config === config);
    return [...new Set(lines.map(({ share }) => share))];
  };

  // claim: UpdateEndpoint, PutMetricAlarm, DescribeEndpoint · boto3 alone drives a canary that
  //   an alarm on the new fleet's metrics takes back · AWS: Auto-Rollback Configuration and
  //   Monitoring
  it('roll a canary back by an alarm on the metrics of the new fleet alone', () => {
    expect(told.canary).toMatchObject({
      status: 'InService',
      config: 'fraud-scorer-1',
      alarm: 'ALARM',
      reason: expect.stringContaining('canary-3-5xx') as string,
    });
    expect(told.canary.stages).toContainEqual([
      'Baking',
      'Baking for 600 seconds (WaitIntervalInSeconds) with traffic enabled on canary capacity of 1 instance(s).',
    ]);
    expect(sharesOf('canary-3')).toEqual([0, 0.5]);
    const alarm = linesOf(log, 'alarm').find(
      ({ name, to }) => name === 'canary-3-5xx' && to === 'ALARM',
    );
    expect(alarm?.by).toBe('evaluation');
    expect(servedByVersion(log)['fraud/3']?.failed).toBeGreaterThan(0);
    const back = linesOf(log, 'endpoint').find(
      ({ at, status }) => at > alarm!.at && status === 'InService',
    );
    const later = servedByVersion(log, { from: back!.at });
    expect(later['fraud/3']).toBeUndefined();
  });

  // claim: UpdateEndpoint · boto3 alone drives a linear shift to its end · AWS: Use linear
  //   traffic shifting
  it('shift traffic linearly to a good model and keep its config', () => {
    expect(told.linear).toMatchObject({ status: 'InService', config: 'linear-2', reason: null });
    expect(told.linear.stages.map(([, message]) => message)).toEqual(
      expect.arrayContaining([
        'Baking for 3 seconds (WaitIntervalInSeconds) with traffic enabled on linear capacity of 1 instance(s).',
        'Baking for 3 seconds (TerminationWaitInSeconds) with traffic enabled on full capacity of 2 instance(s).',
      ]),
    );
    expect(sharesOf('linear-2')).toEqual([0, 0.5, 1]);
  });

  // claim: UpdateEndpointWeightsAndCapacities · boto3 alone shifts weights between two variants
  //   · AWS: API_UpdateEndpointWeightsAndCapacities
  it('shift weights between two variants', () => {
    expect(told.weights).toMatchObject({
      status: 'InService',
      config: 'two-variants',
      weights: { main: [90, 90], 'main-next': [10, 10] },
    });
    expect(weightsOver(log, endpoint).at(-1)?.weights).toEqual({ main: 90, 'main-next': 10 });
  });

  it('were all made by boto3, and lost no request but the errors of the model', () => {
    const callers = callsTo(log, 'UpdateEndpoint').map(({ caller, ok }) => [caller, ok]);
    expect(callers).toEqual(Array(3).fill([`arn:aws:iam::000000000000:user/${accessKeyId}`, true]));
    const { failed, byVersion } = loadByVersion(log);
    expect(failed).toBe(byVersion['fraud/3']?.failed);
  });
});
