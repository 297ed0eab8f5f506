import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListDashboardsCommand,
  ListMetricsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  TagResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { protocols, useWire } from '../wire/wire-stack';

const start = Date.UTC(2026, 10, 21, 12, 0, 0);
const Dimensions = [{ Name: 'Team', Value: 'fraud' }];

// The same story in each protocol an AWS SDK may pick, told by the real client.
describe.each(protocols)('CloudWatch in %s', (name, protocol) => {
  let now = start;
  const wire = useWire({ protocol, clock: { now: () => now } });

  // claim: PutMetricData, GetMetricData · values with counts, metric math over them, newest
  //   first, in pages of MaxDatapoints with StatusCode PartialData · AWS: API_GetMetricData
  test('custom metrics go in and come out', async () => {
    for (const minute of [0, 1, 2]) {
      const MetricData = [
        {
          MetricName: 'Score',
          Dimensions,
          Timestamp: new Date(start + minute * 60_000 + 12_345),
          Values: [1, 2.5, 1e10],
          Counts: [8, 1, minute],
        },
      ];
      await wire.cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Custom', MetricData }));
    }
    now = start + 180_000;
    const MetricStat = {
      Metric: { Namespace: 'Custom', MetricName: 'Score', Dimensions },
      Period: 60,
    };
    const request = {
      StartTime: new Date(start),
      EndTime: new Date(start + 120_000),
      MetricDataQueries: [
        { Id: 'sum', MetricStat: { ...MetricStat, Stat: 'Sum' } },
        { Id: 'p50', MetricStat: { ...MetricStat, Stat: 'p50' }, ReturnData: false },
        { Id: 'double', Expression: '2 * p50', Label: 'twice the median' },
      ],
    };

    const newest = await wire.cloudwatch.send(new GetMetricDataCommand(request));
    const page = new GetMetricDataCommand({ ...request, MaxDatapoints: 3 });
    const first = await wire.cloudwatch.send(page);
    const rest = await wire.cloudwatch.send(
      new GetMetricDataCommand({ ...request, MaxDatapoints: 3, NextToken: first.NextToken }),
    );

    expect(newest.MetricDataResults).toEqual([
      {
        Id: 'sum',
        Label: 'Score',
        Timestamps: [new Date(start + 60_000), new Date(start)],
        Values: [10_000_000_010.5, 10.5],
        StatusCode: 'Complete',
      },
      {
        Id: 'double',
        Label: 'twice the median',
        Timestamps: [new Date(start + 60_000), new Date(start)],
        Values: [2, 2],
        StatusCode: 'Complete',
      },
    ]);
    expect(newest.NextToken).toBeUndefined();
    expect(
      first.MetricDataResults?.map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode]),
    ).toEqual([
      ['sum', [10_000_000_010.5, 10.5], 'Complete'],
      ['double', [2], 'PartialData'],
    ]);
    expect(
      rest.MetricDataResults?.map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode]),
    ).toEqual([['double', [2], 'Complete']]);
    expect(rest.NextToken).toBeUndefined();
  });

  // claim: GetMetricStatistics, ListMetrics · statistics and percentiles of a period; metrics by
  //   a dimension's name · AWS: API_GetMetricStatistics, API_ListMetrics
  test('older reads and lists', async () => {
    const listed = await wire.cloudwatch.send(
      new ListMetricsCommand({ Namespace: 'Custom', Dimensions: [{ Name: 'Team' }] }),
    );
    const request = {
      Namespace: 'Custom',
      MetricName: 'Score',
      Dimensions,
      StartTime: new Date(start + 500),
      EndTime: new Date(start + 60_000),
      Period: 60,
    };
    const { Label, Datapoints } = await wire.cloudwatch.send(
      new GetMetricStatisticsCommand({ ...request, Statistics: ['SampleCount', 'Maximum'] }),
    );
    const extended = await wire.cloudwatch.send(
      new GetMetricStatisticsCommand({ ...request, ExtendedStatistics: ['p90'] }),
    );

    expect(listed.Metrics).toEqual([{ Namespace: 'Custom', MetricName: 'Score', Dimensions }]);
    expect(Label).toBe('Score');
    const point = { Timestamp: new Date(start), Unit: 'None' };
    expect(Datapoints).toEqual([{ ...point, SampleCount: 9, Maximum: 2.5 }]);
    expect(extended.Datapoints).toEqual([{ ...point, ExtendedStatistics: { p90: 2.5 } }]);
  });

  // claim: PutMetricData · namespaces that begin with AWS/ are refused · AWS: API_PutMetricData,
  //   Namespace
  test('the namespaces of AWS are refused with a modelled error', async () => {
    const command = new PutMetricDataCommand({
      Namespace: 'AWS/SageMaker',
      MetricData: [{ MetricName: 'Invocations', Value: 1 }],
    });

    await expect(wire.cloudwatch.send(command)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'The value AWS/ for parameter Namespace is invalid.',
      $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/-/) as string },
    });
  });

  // claim: PutMetricAlarm, DescribeAlarms, SetAlarmState, DisableAlarmActions,
  //   DescribeAlarmHistory, DeleteAlarms, CloudWatch TagResource, CloudWatch ListTagsForResource ·
  //   the life of an alarm, its tags and its history, the same in JSON, CBOR and query; composite
  //   alarms come only where they are asked for · AWS: API_DescribeAlarms, AlarmTypes
  test('alarms are put, read by name, set, told and deleted', async () => {
    const alarm = {
      AlarmName: 'fraud-score',
      AlarmActions: ['arn:aws:sns:eu-central-1:000000000000:oncall'],
      Namespace: 'Custom',
      MetricName: 'Score',
      Dimensions,
      Statistic: 'Average' as const,
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 0.5,
      ComparisonOperator: 'GreaterThanThreshold' as const,
      Tags: [{ Key: 'team', Value: 'fraud' }],
    };
    await wire.cloudwatch.send(new PutMetricAlarmCommand(alarm));
    await wire.cloudwatch.send(new DisableAlarmActionsCommand({ AlarmNames: ['fraud-score'] }));
    now += 1_000;
    await wire.cloudwatch.send(
      new SetAlarmStateCommand({
        AlarmName: 'fraud-score',
        StateValue: 'ALARM',
        StateReason: 'a <test> & more',
      }),
    );
    const named = { AlarmNames: ['fraud-score', 'not-there'] };
    const { MetricAlarms, CompositeAlarms } = await wire.cloudwatch.send(
      new DescribeAlarmsCommand(named),
    );
    const composite = await wire.cloudwatch.send(
      new DescribeAlarmsCommand({ ...named, AlarmTypes: ['CompositeAlarm'] }),
    );
    const ResourceARN = 'arn:aws:cloudwatch:eu-central-1:000000000000:alarm:fraud-score';
    await wire.cloudwatch.send(
      new TagResourceCommand({ ResourceARN, Tags: [{ Key: 'a', Value: 'b' }] }),
    );
    const tags = await wire.cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN }));
    const history = await wire.cloudwatch.send(
      new DescribeAlarmHistoryCommand({ AlarmName: 'fraud-score', HistoryItemType: 'StateUpdate' }),
    );
    await wire.cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['fraud-score'] }));
    const after = await wire.cloudwatch.send(new DescribeAlarmsCommand(named));

    const { Tags, ...shown } = alarm;
    expect(MetricAlarms).toEqual([
      expect.objectContaining({
        ...shown,
        AlarmArn: ResourceARN,
        ActionsEnabled: false,
        StateValue: 'ALARM',
        StateReason: 'a <test> & more',
        StateTransitionedTimestamp: new Date(now),
        StateUpdatedTimestamp: new Date(now),
        AlarmConfigurationUpdatedTimestamp: new Date(now - 1_000),
      }),
    ]);
    expect(CompositeAlarms).toEqual([]);
    expect(composite.MetricAlarms).toEqual([]);
    expect(tags.Tags).toEqual([...Tags, { Key: 'a', Value: 'b' }]);
    expect(history.AlarmHistoryItems).toEqual([
      expect.objectContaining({
        AlarmName: 'fraud-score',
        AlarmType: 'MetricAlarm',
        Timestamp: new Date(now),
        HistorySummary: 'Alarm updated from INSUFFICIENT_DATA to ALARM',
      }),
    ]);
    expect(after.MetricAlarms).toEqual([]);
  });

  // claim: SetAlarmState · an alarm that is not there is ResourceNotFound, 404 · botocore:
  //   SetAlarmState errors
  // claim: wires · what is not served is UnknownOperationException, in query InvalidAction ·
  //   AWS: Common error types
  test('what is not there, not right or not served says so', async () => {
    await expect(
      wire.cloudwatch.send(
        new SetAlarmStateCommand({ AlarmName: 'no', StateValue: 'OK', StateReason: 'a test' }),
      ),
    ).rejects.toMatchObject({ name: 'ResourceNotFound', $metadata: { httpStatusCode: 404 } });
    await expect(
      wire.cloudwatch.send(
        new DescribeAlarmsCommand({
          AlarmNames: Array.from({ length: 101 }, (_, index) => `alarm-${index}`),
        }),
      ),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(wire.cloudwatch.send(new ListDashboardsCommand({}))).rejects.toMatchObject({
      name: name === 'query' ? 'InvalidAction' : 'UnknownOperationException',
    });
  });
});
