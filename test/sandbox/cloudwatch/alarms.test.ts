import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { AlarmChange } from '../../../src/sandbox/cloudwatch/alarms';
import { MetricStore } from '../../../src/sandbox/cloudwatch/metric-store';
import { createCloudWatchService } from '../../../src/sandbox/cloudwatch/service';

const start = Date.UTC(2026, 10, 21, 12, 0, 0);
const dimensions = { EndpointName: 'fraud-scorer', VariantName: 'main' };
const dimensionList = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));

/** A world whose clock only moves when told to; every second of it the alarms tick. */
function world() {
  let now = start;
  const store = new MetricStore({ now: () => now });
  const { alarms, putMetricAlarm } = createCloudWatchService({ store, publishingDelayMs: 2_000 });
  const changes: AlarmChange[] = [];
  alarms.onChange((change) => changes.push(change));
  return {
    alarms,
    changes,
    put: (input: Partial<PutMetricAlarmInput>) =>
      putMetricAlarm({ ...errorAlarm, ...input }, 'eu-central-1'),
    record: (metric: string, values: readonly number[], at = Math.floor(now / 10_000) * 10_000) =>
      store.record({
        namespace: 'AWS/SageMaker',
        metric,
        dimensions,
        at,
        values,
        visibleAt: at + 12_000,
      }),
    pass: (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        now += 1_000;
        alarms.tick();
      }
    },
    state: () => alarms.get('fraud-scorer-5xx')?.state,
    elapsed: () => (now - start) / 1000,
  };
}

const errorAlarm: PutMetricAlarmInput = {
  AlarmName: 'fraud-scorer-5xx',
  Namespace: 'AWS/SageMaker',
  MetricName: 'Invocation5XXErrors',
  Dimensions: dimensionList,
  Statistic: 'Average',
  Period: 10,
  EvaluationPeriods: 1,
  Threshold: 0.001,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'missing',
};

const healthy = Array.from({ length: 100 }, () => 0);
const failing = [...healthy.slice(2), 1, 1];

// claim: alarms, PutMetricAlarm · an alarm starts in INSUFFICIENT_DATA and follows its
//   datapoints · AWS: Alarm evaluation
test('starts without data, becomes OK, alarms on real errors, and goes back', () => {
  const { changes, pass, put, record, state } = world();
  put({});
  expect(state()).toBe('INSUFFICIENT_DATA');

  for (const values of [healthy, failing, failing, healthy]) {
    record('Invocation5XXErrors', values);
    pass(10);
  }
  pass(10);

  expect(changes.map(({ from, to, at }) => [from, to, (at - start) / 1000])).toEqual([
    ['INSUFFICIENT_DATA', 'OK', 12],
    ['OK', 'ALARM', 22],
    ['ALARM', 'OK', 42],
  ]);
  expect(changes[1]?.reason).toBe(
    'Threshold Crossed: 1 out of the last 1 datapoints [0.02 (21/11/26 12:00:10)] was greater than the threshold (0.001) (minimum 1 datapoint for OK -> ALARM transition).',
  );
});

// claim: alarms · a metric that stops flowing ends in INSUFFICIENT_DATA · AWS: Configuring how
//   CloudWatch alarms treat missing data
test('a metric that stops flowing ends in INSUFFICIENT_DATA', () => {
  const { pass, put, record, state } = world();
  put({});
  record('Invocation5XXErrors', healthy);
  pass(12);
  expect(state()).toBe('OK');

  pass(40);

  expect(state()).toBe('INSUFFICIENT_DATA');
});

// claim: alarms · M of N datapoints · AWS: Alarm evaluation, DatapointsToAlarm
test('two of three', () => {
  const { pass, put, record, state } = world();
  put({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
  const seen: unknown[] = [];

  for (const values of [healthy, failing, healthy, failing, healthy, healthy]) {
    record('Invocation5XXErrors', values);
    pass(10);
    seen.push(state());
  }

  expect(seen).toEqual(['INSUFFICIENT_DATA', 'OK', 'OK', 'OK', 'ALARM', 'OK']);
});

// claim: alarms, metric math, PutMetricAlarm · an alarm may watch metric math and percentiles ·
//   AWS: API_PutMetricAlarm, Metrics
test('an error rate by metric math and a percentile by raw values', () => {
  const { pass, put, record, alarms } = world();
  const metric = (MetricName: string) => ({
    MetricStat: {
      Metric: { Namespace: 'AWS/SageMaker', MetricName, Dimensions: dimensionList },
      Period: 10,
      Stat: 'Sum',
    },
    ReturnData: false,
  });
  const none = { Namespace: undefined, MetricName: undefined, Dimensions: undefined };
  put({
    ...none,
    AlarmName: 'rate',
    Statistic: undefined,
    Period: undefined,
    Threshold: 0.015,
    Metrics: [
      { Id: 'rate', Expression: 'IF(requests > 0, errors / requests, 0)' },
      { Id: 'errors', ...metric('Invocation5XXErrors') },
      { Id: 'requests', ...metric('Invocations') },
    ],
  });
  put({
    AlarmName: 'p99',
    MetricName: 'ModelLatency',
    Statistic: undefined,
    ExtendedStatistic: 'p99',
    Threshold: 50_000,
  });

  record(
    'Invocations',
    failing.map(() => 1),
  );
  record('Invocation5XXErrors', failing);
  record('ModelLatency', [...healthy.slice(2).map(() => 20_000), 90_000, 90_000]);
  pass(12);

  expect(alarms.get('rate')?.state).toBe('ALARM');
  expect(alarms.get('p99')?.state).toBe('ALARM');
});

// claim: alarms · EvaluateLowSampleCountPercentile ignore leaves the state alone · AWS:
//   Percentile-based alarms and low data samples
test('a percentile on few samples leaves the state alone when told to', () => {
  const { pass, put, record, state } = world();
  const percentile = { MetricName: 'ModelLatency', Statistic: undefined, Threshold: 50_000 };
  put({ ...percentile, ExtendedStatistic: 'p99', EvaluateLowSampleCountPercentile: 'ignore' });

  record('ModelLatency', [90_000]);
  pass(12);

  expect(state()).toBe('INSUFFICIENT_DATA');
});

// claim: alarms, SetAlarmState · a state that is set is set back by the next evaluation · AWS:
//   API_SetAlarmState
test('a state set by hand is shown, told, and set back by the next evaluation', () => {
  const { alarms, changes, pass, put, record, state } = world();
  put({});
  record('Invocation5XXErrors', healthy);
  pass(12);

  alarms.setState('fraud-scorer-5xx', 'ALARM', 'game day');
  expect(state()).toBe('ALARM');
  record('Invocation5XXErrors', healthy);
  pass(12);

  expect(changes.slice(1).map(({ to, by, reason }) => [to, by, reason.slice(0, 17)])).toEqual([
    ['ALARM', 'request', 'game day'],
    ['OK', 'evaluation', 'Threshold Crossed'],
  ]);
});

// claim: PutMetricAlarm · an alarm that is overwritten keeps its state until the next evaluation
//   · AWS: API_PutMetricAlarm
test('overwriting an alarm keeps its state until the next evaluation', () => {
  const { pass, put, record, state } = world();
  put({});
  record('Invocation5XXErrors', failing);
  pass(12);

  put({ Threshold: 0.5 });
  expect(state()).toBe('ALARM');
  pass(1);

  expect(state()).toBe('OK');
});

// claim: alarms · alarms of a minute and more are evaluated once a minute, high-resolution ones
//   every 10 s · AWS: Using high-resolution alarms; Alarm evaluation
test('alarms on minutes are evaluated once a minute, after the publishing delay', () => {
  const { changes, pass, put, record, elapsed } = world();
  put({ Period: 60 });
  record('Invocation5XXErrors', failing);

  pass(61);
  expect(changes).toEqual([]);
  pass(1);

  expect([elapsed(), changes.map(({ to }) => to)]).toEqual([62, ['ALARM']]);
});

// claim: DescribeAlarmHistory · history outlives its alarm · AWS: API_DescribeAlarmHistory
test('history tells every change, and outlives the alarm', () => {
  const { alarms, pass, put, record } = world();
  put({});
  record('Invocation5XXErrors', failing);
  pass(12);
  alarms.delete(['fraud-scorer-5xx']);

  expect(alarms.history.items().map(({ type, summary }) => [type, summary])).toEqual([
    ['ConfigurationUpdate', 'Alarm "fraud-scorer-5xx" created'],
    ['StateUpdate', 'Alarm updated from INSUFFICIENT_DATA to ALARM'],
    ['ConfigurationUpdate', 'Alarm "fraud-scorer-5xx" deleted'],
  ]);
});

// claim: PutMetricAlarm · statistics, periods and metric math that do not go together are
//   refused · AWS: API_PutMetricAlarm
test.each<[string, Partial<PutMetricAlarmInput>]>([
  ['both statistics', { ExtendedStatistic: 'p99' }],
  ['no statistic', { Statistic: undefined }],
  ['a period below 10 s', { Period: 5 }],
  ['a period that is not allowed', { Period: 45 }],
  ['more points to alarm than periods', { DatapointsToAlarm: 2 }],
  ['more than a day', { Period: 60, EvaluationPeriods: 1441 }],
  ['a kind that is not imitated', { ThresholdMetricId: 'band' }],
  ['an id that does not exist', math('missing / 2')],
  ['an expression that refers to itself', math('e + 1')],
  ['an expression that gives a number', math('SUM(m)')],
  ['an expression that gives several series', math('METRICS()')],
  ['metrics of different periods', otherPeriod()],
  ['a metric and metric math', { Metrics: math('1').Metrics }],
])('%s is refused', (_what, input) => {
  const { put, alarms } = world();

  expect(() => put(input)).toThrow(
    expect.objectContaining({ code: 'ValidationException' }) as Error,
  );
  expect(alarms.list()).toEqual([]);
});

function otherPeriod(): Partial<PutMetricAlarmInput> {
  const input = math('m + other');
  const [, m] = input.Metrics ?? [];
  const MetricStat = { ...m!.MetricStat!, Period: 60 };
  return { ...input, Metrics: [...input.Metrics!, { ...m!, Id: 'other', MetricStat }] };
}

function math(expression: string): Partial<PutMetricAlarmInput> {
  const { Namespace, MetricName } = errorAlarm;
  const stat = { Metric: { Namespace, MetricName }, Period: 10, Stat: 'Sum' };
  return {
    Namespace: undefined,
    MetricName: undefined,
    Dimensions: undefined,
    Statistic: undefined,
    Period: undefined,
    Metrics: [
      { Id: 'e', Expression: expression },
      { Id: 'm', MetricStat: stat, ReturnData: false },
    ],
  };
}
