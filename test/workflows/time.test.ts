import { eventsByStage, eventTable } from '../support/event-table';
import { dayLongSpec } from '../support/sample-plan';
import { longRelease, timeSkippingServer } from '../support/time-skipping';
import { describeWith } from '../support/tools';

const mostEvents = 280;

describeWith('java', 'a release over days, time skipped', () => {
  const server = timeSkippingServer();
  let dayLongEvents = 0;

  test('24 h to approve, 24 h of shadow, 1 h of canary and 4 linear steps stay within 280 events', async () => {
    const { outcome, events, seconds } = await longRelease(server, dayLongSpec);
    dayLongEvents = events.length;

    process.stdout.write(`events of a day-long release: ${events.length}\n${eventTable(events)}\n`);
    expect(outcome.outcome).toBe('Promoted');
    expect(seconds).toBeGreaterThan(86_400 + 3600 + 4 * 1200);
    expect(events.length).toBeLessThanOrEqual(mostEvents);
    expect([...eventsByStage(events).keys()]).toEqual([
      'start',
      'model-package',
      'approval',
      'candidate',
      'shadow',
      'traffic',
      'watch',
    ]);
  });

  test('history does not grow with the waits', async () => {
    const threeDays = { ...dayLongSpec, shadow: { seconds: 3 * 86_400 } };
    const { events } = await longRelease(server, threeDays);

    expect(dayLongEvents).toBeGreaterThan(0);
    expect(Math.abs(events.length - dayLongEvents)).toBeLessThanOrEqual(9);
  });
});
