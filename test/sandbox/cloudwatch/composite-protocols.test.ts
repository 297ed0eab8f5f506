import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { startWire, type Wire } from '../wire/wire-stack';

const now = Date.UTC(2026, 10, 21, 12, 0, 0);

describe.each([
  ['JSON', undefined],
  ['CBOR', AwsSmithyRpcV2CborProtocol],
  ['query', AwsQueryProtocol],
])('composite alarms in %s', (_name, protocol) => {
  let wire: Wire;
  let client: CloudWatchClient;

  beforeAll(async () => {
    wire = await startWire({ clock: { now: () => now } });
    client = new CloudWatchClient({
      ...wire.client,
      ...(protocol === undefined ? {} : { protocol: protocol as never }),
    });
  });

  afterAll(async () => {
    client.destroy();
    await wire.stop();
  });

  // claim: PutCompositeAlarm, DescribeAlarms, DescribeAlarmsForMetric, DescribeAlarmHistory,
  //   DeleteAlarms, SetAlarmState · the same in JSON, CBOR and query · AWS: API_PutCompositeAlarm,
  //   API_DescribeAlarmsForMetric
  test('are put, evaluated, described with their children, and told', async () => {
    const names = ['child "one"', 'child-2'];
    for (const AlarmName of names) {
      await client.send(
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
    await client.send(new PutCompositeAlarmCommand(rule));
    await client.send(
      new SetAlarmStateCommand({ AlarmName: names[0], StateValue: 'ALARM', StateReason: 'a test' }),
    );
    wire.alarms.tick();
    const { CompositeAlarms } = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: ['parent'], AlarmTypes: ['CompositeAlarm'] }),
    );
    const children = await client.send(
      new DescribeAlarmsCommand({ ChildrenOfAlarmName: 'parent' }),
    );
    const onMetric = await client.send(
      new DescribeAlarmsForMetricCommand({
        Namespace: 'Custom',
        MetricName: 'Score',
        ExtendedStatistic: 'p99.9',
        Period: 60,
      }),
    );
    const { AlarmHistoryItems } = await client.send(
      new DescribeAlarmHistoryCommand({ AlarmTypes: ['CompositeAlarm'], MaxRecords: 1 }),
    );
    await client.send(new DeleteAlarmsCommand({ AlarmNames: [...names, 'parent'] }));

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
