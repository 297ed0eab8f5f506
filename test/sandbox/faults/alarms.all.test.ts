import { DescribeAlarmHistoryCommand, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { linesOf } from '../../../src/sandbox/log-reader';
import { until, type RunningSandbox } from '../running-sandbox';
import { alarm, change, live, main, update } from './deeds';
import { given, refusal } from './given';

/** States that an alarm was set to by a call; its evaluation may set it back at any time. */
async function told(sandbox: RunningSandbox, name: string): Promise<readonly string[]> {
  return linesOf(await sandbox.log(), 'alarm')
    .filter((line) => line.name === name && line.by === 'request')
    .map(({ to }) => to);
}

test(
  'an alarm goes off and is quiet again; its history knows',
  given('alarm-flaps', async (sandbox) => {
    const history = async () => {
      const { AlarmHistoryItems = [] } = await sandbox.cloudwatch.send(
        new DescribeAlarmHistoryCommand({
          AlarmName: 'fraud-scorer-5xx',
          HistoryItemType: 'StateUpdate',
        }),
      );
      return AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary);
    };
    const [, first] = await until('it has gone off and on', async () => {
      const items = await history();
      return items.length > 1 && items.reverse();
    });

    expect(await told(sandbox, 'fraud-scorer-5xx')).toEqual(['ALARM', 'OK']);
    expect(first).toBe('Alarm updated from ALARM to OK');
  }),
);

test(
  'an alarm is deleted once traffic has shifted',
  given('alarm-deleted', async (sandbox) => {
    expect(await alarm(sandbox)).toBeDefined();
    await change(sandbox, { DesiredWeight: 50 });

    expect(await alarm(sandbox)).toBeUndefined();
    expect(await alarm(sandbox, 'latency')).toBeDefined();
  }),
);

test(
  'an alarm gets another threshold and keeps its state',
  given('alarm-reconfigured', async (sandbox) => {
    const before = await alarm(sandbox, 'latency');
    await change(sandbox, { DesiredWeight: 50 });
    const { Threshold, StateValue, MetricName } = (await alarm(sandbox, 'latency')) ?? {};

    expect([before?.Threshold, Threshold]).toEqual([200_000, 60_000_000]);
    expect([StateValue, MetricName]).toEqual([before?.StateValue, 'ModelLatency']);
  }),
);

test(
  'an alarm watches another variant',
  given('alarm-elsewhere', async (sandbox) => {
    expect((await alarm(sandbox))?.Dimensions).toContainEqual({
      Name: 'VariantName',
      Value: 'another',
    });
  }),
);

test(
  "an alarm's actions are turned off",
  given('alarm-actions-off', async (sandbox) => {
    expect((await alarm(sandbox))?.ActionsEnabled).toBe(true);
    await change(sandbox, { DesiredWeight: 50 });

    expect((await alarm(sandbox))?.ActionsEnabled).toBe(false);
  }),
);

test(
  'a composite alarm is left out, and denied to whom asks for it',
  given('composite-unreadable', async ({ cloudwatch }) => {
    const describe = (AlarmTypes?: ['CompositeAlarm']) =>
      cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: ['fraud-scorer-any'], AlarmTypes }));
    const { MetricAlarms = [], CompositeAlarms = [] } = await describe();

    expect([...MetricAlarms, ...CompositeAlarms]).toEqual([]);
    expect(await refusal(describe(['CompositeAlarm']))).toMatch(/^AccessDenied.*: User: /);
  }),
);

test(
  'an alarm is OK, and a part of its data was not read',
  given('alarm-half-evaluated', async (sandbox) => {
    expect(await alarm(sandbox)).toMatchObject({
      AlarmName: 'fraud-scorer-5xx',
      StateValue: 'OK',
      EvaluationState: 'PARTIAL_DATA',
    });
  }),
);

test(
  'alarms cannot be read: too many calls, then no service',
  given('alarms-unreadable', async (sandbox) => {
    const seen: (string | undefined)[] = [];
    for (let call = 0; call < 5; call += 1) {
      seen.push((await refusal(alarm(sandbox)))?.replace(/:.*/s, ''));
    }

    expect(seen.slice(0, 3)).toEqual(Array(3).fill(expect.stringMatching(/^Throttling/)));
    expect(seen.slice(3)).toEqual(Array(2).fill(expect.stringMatching(/^ServiceUnavailable/)));
  }),
);

test(
  'an alarm goes off after all traffic has shifted, not before',
  given('alarm-after-promotion', async (sandbox) => {
    await change(sandbox, { DesiredWeight: 50 });
    await main(sandbox);
    const { at } = linesOf(await sandbox.log(), 'serving').at(-1) ?? {};
    await change(sandbox, { DesiredWeight: 100 });
    await until('it goes off', async () => (await told(sandbox, 'fraud-scorer-5xx')).length > 0);

    const [line] = linesOf(await sandbox.log(), 'alarm').filter(({ by }) => by === 'request');
    expect(line).toMatchObject({ to: 'ALARM', reason: 'after the promotion' });
    expect(Date.parse(line?.at ?? '') - Date.parse(at ?? '')).toBeGreaterThan(1_000);
  }),
);

test(
  'an alarm goes off when the weights go back',
  given('alarm-after-rollback', async (sandbox) => {
    await change(sandbox, { DesiredWeight: 50 });
    await main(sandbox);
    expect(await told(sandbox, 'fraud-scorer-latency')).toEqual([]);
    await change(sandbox, { DesiredWeight: 100 });

    expect(await told(sandbox, 'fraud-scorer-latency')).toEqual(['ALARM']);
  }),
);

test(
  'an alarm goes off while the endpoint cannot be changed',
  given('alarm-while-updating', async (sandbox) => {
    await update(sandbox);

    expect((await live(sandbox)).EndpointStatus).toBe('Updating');
    expect(await refusal(change(sandbox, { DesiredWeight: 1 }))).toContain('in-progress endpoint');
    expect(await told(sandbox, 'fraud-scorer-5xx')).toEqual(['ALARM']);
  }),
);
