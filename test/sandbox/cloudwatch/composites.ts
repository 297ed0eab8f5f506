import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type PutCompositeAlarmInput,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import { startWire } from '../wire/wire-stack';

export const start = Date.UTC(2026, 10, 21, 12, 0, 0);
export const arn = (name: string) => `arn:aws:cloudwatch:eu-central-1:000000000000:alarm:${name}`;

/** A CloudWatch of its own whose clock moves when told to, and its real client. */
export async function startComposites() {
  let now = start;
  const wire = await startWire({ clock: { now: () => now } });
  const { cloudwatch: client } = wire;
  return {
    client,
    alarms: wire.alarms,
    /** Alarms that keep their state without data. */
    putChildren: async (...names: readonly string[]) => {
      for (const AlarmName of names) {
        await client.send(
          new PutMetricAlarmCommand({
            AlarmName,
            Namespace: 'Custom',
            MetricName: AlarmName,
            Statistic: 'Average',
            Period: 60,
            EvaluationPeriods: 1,
            Threshold: 1,
            ComparisonOperator: 'GreaterThanThreshold',
            TreatMissingData: 'ignore',
          }),
        );
      }
    },
    put: (AlarmName: string, AlarmRule: string, more: Partial<PutCompositeAlarmInput> = {}) =>
      client.send(new PutCompositeAlarmCommand({ AlarmName, AlarmRule, ...more })),
    set: (AlarmName: string, StateValue: StateValue) =>
      client.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'a test' })),
    remove: (...AlarmNames: string[]) => client.send(new DeleteAlarmsCommand({ AlarmNames })),
    pass: (seconds: number) => {
      now += seconds * 1000;
      wire.alarms.tick();
    },
    composite: async (name = 'both') => {
      const { CompositeAlarms } = await client.send(
        new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['CompositeAlarm'] }),
      );
      return CompositeAlarms?.[0];
    },
    history: async (AlarmName: string, HistoryItemType: 'StateUpdate' | 'Action') => {
      const { AlarmHistoryItems = [] } = await client.send(
        new DescribeAlarmHistoryCommand({
          AlarmName,
          HistoryItemType,
          AlarmTypes: ['CompositeAlarm'],
          ScanBy: 'TimestampAscending',
        }),
      );
      return AlarmHistoryItems;
    },
    stop: wire.stop,
  };
}

export type Composites = Awaited<ReturnType<typeof startComposites>>;
