import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { mirroredByVersion } from '../../src/sandbox/log-reader';
import { leftAtAws } from '../support/aftermath';
import { deskOf, startAt } from '../support/desk';
import { eventually } from '../support/eventually';
import { replaysOf } from '../support/replays';
import { describeWith } from '../support/tools';
import { useStack } from '../support/world';

const written = path.join(__dirname, '..', '..', 'examples', 'demo', 'fraud-5.yaml');

describeWith('temporal', 'the spec of examples/demo that the demo leaves to its reader', () => {
  // Clock and load as `slipway sandbox` has them.
  const stack = useStack({ clock: 60 });

  test('fraud-5.yaml, as it stands, is stopped in the shadow: no caller gets one of its answers', async () => {
    await stack().control('PUT', '/load', { endpoint: 'fraud-scorer', rps: 50 });
    const alarms = ['fraud-scorer-5xx', 'fraud-scorer-latency'];
    await eventually('the alarms are OK', async () => {
      const ask = new DescribeAlarmsCommand({ AlarmNames: alarms, StateValue: 'OK' });
      return (await stack().aws.cloudwatch.send(ask)).MetricAlarms?.length === alarms.length;
    });
    const desk = deskOf(stack(), readFileSync(written, 'utf8'));
    const told = await startAt(stack(), desk);
    await told.approve();

    const outcome = await told.ended();

    expect(outcome).toMatchObject({
      outcome: 'RolledBack',
      reason: 'AnswersDiffer',
      serving: 'fraud/1',
      leftBehind: [],
    });
    expect(mirroredByVersion(stack().log(), { from: told.startedAt })['fraud/5']).toMatchObject({
      failed: 0,
    });
    const { byVersion } = told.requests();
    expect(told.failures()).toEqual([]);
    expect(Object.keys(byVersion)).toEqual(['fraud/1']);
    expect(await leftAtAws(stack(), told.plan)).toEqual([]);
    const { out } = await desk.run('status');
    expect(out).toMatch(/answers .* fail/);
    const replays = await replaysOf(told);
    expect(replays.map(({ out }) => out).join('')).toContain('✔ answers: the same ');
    for (const { out } of replays) expect(out).toMatch(/^(✔ \S+: the same \d+ bytes\n)+$/);
  }, 300_000);
});
