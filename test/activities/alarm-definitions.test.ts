import {
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import { alarmDefinition, readAlarmFacts } from '../../src/activities/alarm-definitions';
import { alarmDigest } from '../../src/release/watched-alarms';
import { startAws } from './support/aws';

type Aws = Awaited<ReturnType<typeof startAws>>;
let aws: Aws;
const rule: PutMetricAlarmInput = {
  AlarmName: 'fraud-scorer-5xx',
  Namespace: 'AWS/SageMaker',
  MetricName: 'Invocation5XXErrors',
  Dimensions: [{ Name: 'VariantName', Value: 'main' }],
  Statistic: 'Average',
  Period: 10,
  EvaluationPeriods: 3,
  Threshold: 0.01,
  ComparisonOperator: 'GreaterThanThreshold',
};

beforeAll(async () => {
  aws = await startAws();
  await aws.clients.cloudwatchMutations.send(new PutMetricAlarmCommand(rule));
});
afterAll(() => aws.stop());

it('answers in the order of the spec and looks for every name', async () => {
  const [missing, own] = await readAlarmFacts(aws.clients, ['no-such-alarm', 'fraud-scorer-5xx']);

  expect(missing).toEqual({ name: 'no-such-alarm', kind: 'missing' });
  expect(own).toMatchObject({
    name: 'fraud-scorer-5xx',
    kind: 'metric',
    state: 'INSUFFICIENT_DATA',
  });
});

it('gives back the rule as it was put, free of state', async () => {
  const [own] = await readAlarmFacts(aws.clients, ['fraud-scorer-5xx']);

  expect(own?.definition).toMatchObject(rule);
  expect(
    Object.keys(own?.definition ?? {}).filter((key) => /State|Arn|Timestamp/.test(key)),
  ).toEqual([]);
});

it('gives the same digest in any state, and another once the rule changes', async () => {
  const digest = async () => {
    const { MetricAlarms = [] } = await aws.clients.cloudwatch.send(new DescribeAlarmsCommand({}));
    return alarmDigest(alarmDefinition(MetricAlarms[0] ?? {}));
  };
  const before = await digest();

  aws.wire.alarms.setState('fraud-scorer-5xx', 'ALARM', 'a test');
  expect(await digest()).toBe(before);

  await aws.clients.cloudwatchMutations.send(
    new PutMetricAlarmCommand({ ...rule, Threshold: 0.5 }),
  );
  expect(await digest()).not.toBe(before);
});
