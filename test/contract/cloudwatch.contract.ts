import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { useAccount } from './account';

describe('CloudWatch', () => {
  const account = useAccount();
  let alarm = '';
  const Namespace = 'SlipwayContract';

  const describe_ = async (...names: string[]) => {
    const { MetricAlarms = [] } = await account().cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNames: names }),
    );
    return MetricAlarms;
  };

  const put = (threshold: number) =>
    account().cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: alarm,
        Namespace,
        MetricName: 'Fraction',
        Statistic: 'Average',
        Period: 10,
        EvaluationPeriods: 1,
        Threshold: threshold,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );

  beforeAll(async () => {
    const { cloudwatch, name, afterwards } = account();
    alarm = name('alarm');
    afterwards(() => cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [alarm] })));
    await put(0.5);
  });

  // claim: PutMetricAlarm · starts in INSUFFICIENT_DATA; to be tried on a real account · AWS:
  //   Alarm evaluation
  test('a new alarm has no data', async () => {
    const [live] = await describe_(alarm);
    expect(live?.StateValue).toBe('INSUFFICIENT_DATA');
  });

  // claim: DescribeAlarms · names that are not there are left out; to be tried on a real account
  //   · undocumented: API_DescribeAlarms names no error for it
  test('an alarm that is not there is left out of the answer', async () => {
    expect(await describe_(alarm, account().name('none'))).toHaveLength(1);
  });

  // claim: SetAlarmState · is set back by the next evaluation; to be tried on a real account ·
  //   AWS: API_SetAlarmState
  test('a state set by hand is set back by the next evaluation', async () => {
    const { cloudwatch, until } = account();
    await cloudwatch.send(
      new SetAlarmStateCommand({ AlarmName: alarm, StateValue: 'ALARM', StateReason: 'contract' }),
    );
    await until('the alarm is evaluated again', async () => {
      const [live] = await describe_(alarm);
      return live?.StateValue !== 'ALARM';
    });
  });

  // claim: PutMetricAlarm · keeps its state when overwritten; to be tried on a real account ·
  //   AWS: API_PutMetricAlarm
  test('an alarm that is overwritten keeps its state', async () => {
    const { cloudwatch } = account();
    await cloudwatch.send(
      new SetAlarmStateCommand({ AlarmName: alarm, StateValue: 'OK', StateReason: 'contract' }),
    );
    await put(0.7);
    const [live] = await describe_(alarm);
    expect([live?.StateValue, live?.Threshold]).toEqual(['OK', 0.7]);
  });

  // claim: GetMetricData · newest first without ScanBy; to be tried on a real account · AWS:
  //   API_GetMetricData, ScanBy
  test('metric data comes newest first', async () => {
    const { cloudwatch, until, name } = account();
    const at = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1_000);
    const MetricName = name('order');
    const MetricData = [300, 180, 60].map((secondsAgo, Value) => ({
      MetricName,
      Timestamp: at(secondsAgo),
      Value,
    }));
    await cloudwatch.send(new PutMetricDataCommand({ Namespace, MetricData }));
    const values = await until('three points are there', async () => {
      const { MetricDataResults: [result] = [] } = await cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: at(600),
          EndTime: at(0),
          MetricDataQueries: [
            {
              Id: 'm1',
              MetricStat: { Metric: { Namespace, MetricName }, Period: 60, Stat: 'Sum' },
            },
          ],
        }),
      );
      return result?.Values?.length === 3 && result.Values;
    });
    expect(values).toEqual([2, 1, 0]);
  });

  // claim: DeleteAlarms · names that are not there are passed over; to be tried on a real
  //   account · AWS: API_DeleteAlarms, incorrect alarm names
  test('alarms that are there are deleted, names of others passed over', async () => {
    const { cloudwatch, name } = account();
    await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [name('none'), alarm] }));
    expect(await describe_(alarm)).toEqual([]);
  });
});
