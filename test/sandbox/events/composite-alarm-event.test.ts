import { MetricStore } from '../../../src/sandbox/cloudwatch/metric-store';
import { readCompositeAlarm } from '../../../src/sandbox/cloudwatch/composite-alarm';
import { createCloudWatchService } from '../../../src/sandbox/cloudwatch/service';
import { alarmDetail } from '../../../src/sandbox/events/alarm-event';
import { seedAlarms } from '../../../src/sandbox/seed/alarms';

// The members of AWS's example of a composite alarm's event ("Alarm events and EventBridge").
// claim: events · the event of a composite alarm has its rule and suppressor instead of metrics
//   · AWS: Alarm events and EventBridge
test('the event of a composite alarm names its rule and suppressor, not metrics', () => {
  const now = Date.UTC(2026, 10, 21, 12, 0, 0);
  const cloudwatch = createCloudWatchService({ store: new MetricStore({ now: () => now }) });
  const { alarms } = cloudwatch;
  seedAlarms(cloudwatch, { endpoint: 'scorer', group: 'scorer' });
  const rule = {
    AlarmName: 'either',
    AlarmDescription: 'one of two',
    AlarmRule: 'ALARM(scorer-5xx) OR ALARM(scorer-latency)',
    ActionsSuppressor: 'scorer-latency',
    ActionsSuppressorWaitPeriod: 120,
    ActionsSuppressorExtensionPeriod: 180,
  };
  alarms.put(readCompositeAlarm(rule), 'us-east-1');
  const told: unknown[] = [];
  alarms.onChange((change) =>
    told.push(alarmDetail(change, alarms.get(change.name), { value: change.from })),
  );

  alarms.setState('scorer-5xx', 'ALARM', 'a test');
  alarms.tick();

  expect(told).toContainEqual({
    alarmName: 'either',
    configuration: {
      description: rule.AlarmDescription,
      alarmRule: rule.AlarmRule,
      actionsSuppressor: 'scorer-latency',
      actionsSuppressorWaitPeriod: 120,
      actionsSuppressorExtensionPeriod: 180,
    },
    previousState: { value: 'INSUFFICIENT_DATA' },
    state: expect.objectContaining({
      value: 'ALARM',
      timestamp: '2026-11-21T12:00:00.000+0000',
    }) as unknown,
  });
});
