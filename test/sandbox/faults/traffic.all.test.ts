import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { UpdateEndpointCommand } from '@aws-sdk/client-sagemaker';
import { linesOf, mirroredByVersion, servedByVersion } from '../../../src/sandbox/log-reader';
import {
  createConfig,
  createModel,
  settled,
  until,
  variant,
  type RunningSandbox,
} from '../running-sandbox';
import { alarm, change } from './deeds';
import { given } from './given';

const load = { args: ['--load', '20'] };
/** Three periods of 10 s, their delay, and an evaluation. */
const untilJudged = 90;

const untilState = (sandbox: RunningSandbox, state: string) =>
  until(
    `the alarm is ${state}`,
    async () => (await alarm(sandbox))?.StateValue === state,
    untilJudged,
    250,
  );

const served = async (sandbox: RunningSandbox): Promise<number> =>
  servedByVersion(await sandbox.log())['fraud/1']?.sent ?? 0;

const untilServed = (sandbox: RunningSandbox, requests: number) =>
  until(
    `${requests} requests are served`,
    async () => (await served(sandbox)) >= requests,
    untilJudged,
    1_000,
  );

/** Requests that a metric has counted. */
async function counted({ cloudwatch }: RunningSandbox): Promise<number> {
  const { Datapoints = [] } = await cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/SageMaker',
      MetricName: 'Invocations',
      Dimensions: [
        { Name: 'EndpointName', Value: 'fraud-scorer' },
        { Name: 'VariantName', Value: 'main' },
      ],
      StartTime: new Date(Date.now() - 3_600_000),
      EndTime: new Date(),
      Period: 3_600,
      Statistics: ['SampleCount'],
    }),
  );
  return Datapoints.reduce((sum, { SampleCount = 0 }) => sum + SampleCount, 0);
}

test(
  'an alarm is in ALARM before anything has happened, and stays there',
  given(
    'alarm-ringing',
    async (sandbox) => {
      await untilState(sandbox, 'ALARM');
      const { at = '' } = linesOf(await sandbox.log(), 'alarm').at(-1) ?? {};
      // As many requests as come in two evaluations.
      await untilServed(sandbox, (await served(sandbox)) + 420);

      expect((await alarm(sandbox))?.StateValue).toBe('ALARM');
      const later = linesOf(await sandbox.log(), 'alarm').filter((line) => line.at > at);
      expect(later.filter(({ name }) => name === 'fraud-scorer-5xx')).toEqual([]);
    },
    load,
  ),
);

test(
  'requests are served and never counted: alarms have no data',
  given(
    'metrics-absent',
    async (sandbox) => {
      // As many as come in more periods than the alarm looks at.
      await untilServed(sandbox, 800);

      expect(await counted(sandbox)).toBe(0);
      expect((await alarm(sandbox))?.StateValue).toBe('INSUFFICIENT_DATA');
    },
    load,
  ),
);

async function losesItsData(sandbox: RunningSandbox): Promise<void> {
  await untilState(sandbox, 'OK');
  await change(sandbox, { DesiredWeight: 50 });

  await untilState(sandbox, 'INSUFFICIENT_DATA');
}

test(
  'the data of an alarm that was OK ends once traffic has shifted',
  given('metrics-stop', losesItsData, load),
);

test(
  'the data of an alarm that was OK comes late once traffic has shifted',
  given('metrics-late', losesItsData, load),
);

test(
  'a shadow gets nothing, for nobody asks any more',
  given(
    'shadow-unused',
    async (sandbox) => {
      const ModelName = await createModel(sandbox, 2);
      await createConfig(sandbox, 'shadowed', {
        ProductionVariants: [variant({})],
        ShadowProductionVariants: [variant({ VariantName: 'shadow', ModelName })],
      });
      await untilServed(sandbox, 20);
      await sandbox.sagemaker.send(
        new UpdateEndpointCommand({
          EndpointName: 'fraud-scorer',
          EndpointConfigName: 'shadowed',
        }),
      );

      expect((await settled(sandbox)).ShadowProductionVariants).toHaveLength(1);
      expect(mirroredByVersion(await sandbox.log())).toEqual({});
      expect((await sandbox.control('GET', '/load')).body).toMatchObject({ rps: 0 });
    },
    load,
  ),
);
