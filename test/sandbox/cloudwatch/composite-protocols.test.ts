import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { protocols, useWire } from '../wire/wire-stack';

const now = Date.UTC(2026, 10, 21, 12, 0, 0);

describe.each(protocols)('composite alarms in %s', (_name, protocol) => {
  const wire = useWire({ protocol, clock: { now: () => now } });

  // claim: PutCompositeAlarm, DescribeAlarms, DescribeAlarmsForMetric, DescribeAlarmHistory,
  //   DeleteAlarms, SetAlarmState · the same in JSON, CBOR and query · AWS: API_PutCompositeAlarm,
  //   API_DescribeAlarmsForMetric
  test('are put, evaluated, described with their children, and told', async () => {
    const names = ['child "one"', 'child-2'];
    for (const AlarmName of names) {
      await wire.cloudwatch.send(
        new PutMetricAlarmCommand({
          AlarmName,
          Namespace: 'Custom',
          MetricName: 'Score',
          ExtendedStatistic: 'p99.9',
          Period: 60,
          EvaluationPeriods: 3,
          DatapointsToAlarm: 2,
          Threshold: 0.5,
          ComparisonOperator: 'LessThanThreshold',
          TreatMissingData: 'ignore',
        }),
      );
    }
    const rule = {
      AlarmName: 'parent',
      AlarmRule: 'AT_LEAST(1, ALARM, ("child \\"one\\"", child-2)) AND NOT FALSE',
      ActionsEnabled: false,
      OKActions: [],
      AlarmActions: ['arn:aws:sns:eu-central-1:000000000000:oncall'],
      ActionsSuppressor: 'child-2',
      ActionsSuppressorWaitPeriod: 0,
      ActionsSuppressorExtensionPeriod: 90,
    };
    await wire.cloudwatch.send(new PutCompositeAlarmCommand(rule));
    await wire.cloudwatch.send(
      new SetAlarmStateCommand({ AlarmName: names[0], StateValue: 'ALARM', StateReason: 'a test' }),
    );
    wire.alarms.tick();
    const { CompositeAlarms } = await wire.cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNames: ['parent'], AlarmTypes: ['CompositeAlarm'] }),
    );
    const children = await wire.cloudwatch.send(
      new DescribeAlarmsCommand({ ChildrenOfAlarmName: 'parent' }),
    );
    const onMetric = await wire.cloudwatch.send(
      new DescribeAlarmsForMetricCommand({
        Namespace: 'Custom',
        MetricName: 'Score',
        ExtendedStatistic: 'p99.9',
        Period: 60,
      }),
    );
    const { AlarmHistoryItems } = await wire.cloudwatch.send(
      new DescribeAlarmHistoryCommand({ AlarmTypes: ['CompositeAlarm'], MaxRecords: 1 }),
    );
    await wire.cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [...names, 'parent'] }));

    expect(CompositeAlarms).toEqual([
      expect.objectContaining({
        ...rule,
        StateValue: 'ALARM',
        StateTransitionedTimestamp: new Date(now),
      }),
    ]);
    expect(children.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(names);
    expect(onMetric.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(names);
    expect(AlarmHistoryItems).toEqual([
      expect.objectContaining({
        AlarmName: 'parent',
        AlarmType: 'CompositeAlarm',
        HistorySummary: 'Alarm updated from INSUFFICIENT_DATA to ALARM',
      }),
    ]);
    expect(wire.alarms.list()).toEqual([]);
  });
});
