import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  type MetricDataQuery,
  type PutCompositeAlarmInput,
  type PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import { protocols, useWire } from '../wire/wire-stack';

const start = Date.UTC(2026, 10, 21, 12, 0, 0);

const rule: Partial<PutMetricAlarmInput> = {
  EvaluationPeriods: 2,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
};
const single: Partial<PutMetricAlarmInput> = {
  Namespace: 'Custom',
  MetricName: 'Score',
  Statistic: 'Sum',
  Period: 60,
};
const query: MetricDataQuery = {
  Id: 'm1',
  MetricStat: {
    Metric: { Namespace: 'Custom', MetricName: 'Score' },
    Period: 60,
    Stat: 'Sum',
  },
};

const alarm = (more: Partial<PutMetricAlarmInput> = {}) =>
  new PutMetricAlarmCommand({ AlarmName: 'refused', ...rule, ...single, ...more });
const math = (...Metrics: MetricDataQuery[]) =>
  new PutMetricAlarmCommand({ AlarmName: 'refused', ...rule, Metrics });
const composite = (more: Partial<PutCompositeAlarmInput>) =>
  new PutCompositeAlarmCommand({ AlarmName: 'refused', AlarmRule: 'TRUE', ...more });
const data = (more: Partial<MetricDataQuery>, MaxDatapoints?: number) =>
  new GetMetricDataCommand({
    StartTime: new Date(start - 3_600_000),
    EndTime: new Date(start),
    MetricDataQueries: [{ ...query, ...more }],
    MaxDatapoints,
  });
const history = new DescribeAlarmHistoryCommand({ AlarmContributorId: 'one' });

// What AWS's model leaves to its guide; what the model says is tested with the service models.
describe.each(protocols)('input that CloudWatch refuses in %s', (_name, protocol) => {
  const wire = useWire({ protocol, clock: { now: () => start } });

  // claim: PutMetricAlarm · more datapoints than periods, ids of queries that are none · reported:
  //   texts as users see them (hashicorp/terraform#24070, aws/aws-cdk#26674)
  // claim: PutMetricAlarm · one metric or several queries, of which one is returned; one kind of
  //   statistic; periods of 10 s or more that span a day · AWS: API_PutMetricAlarm
  test.each<[string, PutMetricAlarmCommand, string]>([
    ['no threshold', alarm({ Threshold: undefined }), 'Threshold is not given'],
    ['a threshold that is no number', alarm({ Threshold: NaN }), 'Threshold is NaN'],
    ['no periods', alarm({ EvaluationPeriods: undefined }), 'EvaluationPeriods and Comp'],
    ['no comparison', alarm({ ComparisonOperator: undefined }), 'and ComparisonOperator must'],
    [
      'a comparison with a band',
      alarm({ ComparisonOperator: 'LessThanLowerThreshold' }),
      'does not imitate LessThanLowerThreshold',
    ],
    [
      'more datapoints than periods',
      alarm({ DatapointsToAlarm: 3 }),
      'DatapointsToAlarm must be less than or equal to EvaluationPeriods',
    ],
    [
      'another word for missing data',
      alarm({ TreatMissingData: 'good' }),
      'TreatMissingData is good',
    ],
    ['no metric', alarm({ MetricName: undefined }), 'MetricName, Namespace and Period'],
    ['two statistics', alarm({ ExtendedStatistic: 'p90' }), 'Exactly one of Statistic'],
    ['a metric and queries', alarm({ Metrics: [query] }), 'Metrics cannot be used together'],
    ['a period of 5 s', alarm({ Period: 5 }), 'at least 10 seconds'],
    ['a period of 61 s', alarm({ Period: 61 }), 'Period 61 must be'],
    ['a span of two days', alarm({ EvaluationPeriods: 2880 }), 'exceed the limit of 24 hours'],
    ['a model of bands', alarm({ ThresholdMetricId: 'e1' }), 'ThresholdMetricId: the sandbox'],
    ['an id with a capital', math({ ...query, Id: 'M1' }), 'Invalid metrics list'],
    ['two queries returned', math(query, { ...query, Id: 'm2' }), 'of which 2 return data'],
    ['an id that is not there', math({ Id: 'e1', Expression: 'm9 * 2' }), 'at least one metric'],
  ])('an alarm with %s', async (_what, command, message) => {
    await expect(wire.cloudwatch.send(command)).rejects.toThrow(message);

    const { MetricAlarms } = await wire.cloudwatch.send(new DescribeAlarmsCommand({}));
    expect(MetricAlarms).toEqual([]);
  });

  // claim: GetMetricData · ids of queries in AWS's words; a metric or an expression · reported:
  //   `is not matching the expected pattern` (influxdata/telegraf#5420)
  test.each<[string, GetMetricDataCommand, string]>([
    [
      'an id with a capital',
      data({ Id: 'M1' }),
      'The value M1 for parameter MetricDataQueries.member.1.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.',
    ],
    ['a metric and an expression', data({ Expression: '1' }), 'either MetricStat or Expression'],
    [
      'a metric without a namespace',
      data({ MetricStat: { ...query.MetricStat!, Metric: { MetricName: 'Score' } } }),
      'must have Namespace and MetricName',
    ],
    ['a dynamic label', data({ Label: "${PROP('Region')}" }), 'does not imitate dynamic labels'],
    ['another account', data({ AccountId: '123456789012' }), 'metrics of other accounts'],
    ['no points a page', data({}, 0), 'MaxDatapoints is 0'],
  ])('a query with %s', async (_what, command, message) => {
    await expect(wire.cloudwatch.send(command)).rejects.toThrow(message);
  });

  // claim: PutCompositeAlarm · a suppressor comes with both of its periods · AWS:
  //   API_PutCompositeAlarm, ActionsSuppressor
  test.each<[string, Partial<PutCompositeAlarmInput>, string]>([
    ['without periods', { ActionsSuppressor: 'other' }, 'must be given together'],
    [
      'with a time before now',
      {
        ActionsSuppressor: 'other',
        ActionsSuppressorWaitPeriod: -1,
        ActionsSuppressorExtensionPeriod: 60,
      },
      'neither may be negative',
    ],
  ])('a suppressor %s', async (_what, more, message) => {
    await expect(wire.cloudwatch.send(composite(more))).rejects.toThrow(message);
  });

  test('contributors of alarms are not imitated', async () => {
    await expect(wire.cloudwatch.send(history)).rejects.toThrow('does not imitate this member');
  });
});
