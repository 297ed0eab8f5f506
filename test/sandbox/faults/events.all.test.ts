import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { startMoto, startQueues, type Moto, type Queues } from '../../support/moto';
import { describeWith } from '../../support/tools';
import { until } from '../running-sandbox';
import { given } from './given';

describeWith('python', 'events, as boto3 reads them from a queue of moto', () => {
  let moto: Moto;
  let queues: Queues;

  beforeAll(async () => {
    moto = await startMoto();
    queues = await startQueues(moto);
  });
  afterAll(async () => {
    await queues?.stop();
    await moto?.stop();
  });

  test('the first is lost, the second comes twice, the third changes places, the fourth is late', async () => {
    const reasons = () =>
      queues.messages
        .map(({ body }) => (body.detail as { state?: { reason?: string } }).state?.reason ?? '')
        .filter((reason) => reason.startsWith('change '));
    const play = given(
      'events-unreliable',
      async (sandbox) => {
        for (const step of [1, 2, 3, 4, 5]) {
          await sandbox.cloudwatch.send(
            new SetAlarmStateCommand({
              AlarmName: 'fraud-scorer-5xx',
              StateValue: step % 2 === 1 ? 'ALARM' : 'OK',
              StateReason: `change ${step}`,
            }),
          );
        }
        await until('five of them are there', () => Promise.resolve(reasons().length >= 5));
      },
      { args: ['--events', `sqs:${queues.directUrl}`] },
    );

    await play();

    expect(reasons()).not.toContain('change 1');
    expect(reasons().filter((reason) => reason === 'change 2')).toHaveLength(2);
    expect(reasons().sort()).toEqual([2, 2, 3, 4, 5].map((step) => `change ${step}`));
    expect(reasons().indexOf('change 5')).toBeLessThan(reasons().indexOf('change 4'));
  });
});
