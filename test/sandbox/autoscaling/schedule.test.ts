import { hasRun, parseSchedule } from '../../../src/sandbox/autoscaling/schedule';

/** The minutes of an interval in which a schedule runs, asked minute by minute. */
function runs(text: string, from: string, minutes: number, timeZone = 'UTC'): readonly string[] {
  const schedule = parseSchedule(text);
  const start = Date.parse(from);
  return Array.from({ length: minutes }, (_, index) => start + index * 60_000)
    .filter((at) => hasRun(schedule, { after: at - 60_000, to: at }, { timeZone, startsAt: start }))
    .map((at) => new Date(at).toISOString().slice(5, 16));
}

// claim: autoscaling, PutScheduledAction · at, rate and cron · AWS: Schedule recurring scaling
//   actions using cron expressions
test.each([
  ['cron(15 10 * * ? *)', '2026-11-20T00:00:00Z', 2 * 1440, ['11-20T10:15', '11-21T10:15']],
  ['cron(0 8 ? * MON-FRI *)', '2026-11-20T00:00:00Z', 4 * 1440, ['11-20T08:00', '11-23T08:00']],
  [
    'cron(0/20 3 1 DEC ? 2026)',
    '2026-11-30T00:00:00Z',
    2 * 1440,
    ['12-01T03:00', '12-01T03:20', '12-01T03:40'],
  ],
  ['cron(0 12 ? * 1,7 *)', '2026-11-20T00:00:00Z', 3 * 1440, ['11-21T12:00', '11-22T12:00']],
  ['rate(2 hours)', '2026-11-20T00:30:00Z', 241, ['11-20T00:30', '11-20T02:30', '11-20T04:30']],
  ['at(2026-11-20T06:07:00)', '2026-11-20T00:00:00Z', 1440, ['11-20T06:07']],
])('%s runs when it says', (text, from, minutes, expected) => {
  expect(runs(text, from, minutes)).toEqual(expected);
});

// claim: autoscaling · at and cron run in their time zone, also where its clock changes · AWS:
//   API_PutScheduledAction, Timezone
test('at and cron run by the clock of a time zone, also where that clock changes', () => {
  const zone = 'America/New_York';
  const day = 1440;

  expect(runs('at(2026-07-01T09:00:00)', '2026-07-01T00:00:00Z', day, zone)).toEqual([
    '07-01T13:00',
  ]);
  expect(runs('at(2026-12-01T09:00:00)', '2026-12-01T00:00:00Z', day, zone)).toEqual([
    '12-01T14:00',
  ]);
  expect(runs('cron(0 9 * * ? *)', '2026-10-31T00:00:00Z', 2 * day, zone)).toEqual([
    '10-31T13:00',
    '11-01T14:00',
  ]);
});

test.each([
  'at(2026-02-30T00:00:00)',
  'at(tomorrow)',
  'rate(0 minutes)',
  'rate(5 seconds)',
  'cron(0 8 * *)',
  'cron(60 8 * * ? *)',
  'cron(5-1 8 * * ? *)',
  'cron(a 8 * * ? *)',
  'every day',
])('%s is refused', (text) => {
  expect(() => parseSchedule(text)).toThrow(
    expect.objectContaining({ code: 'ValidationException' }) as Error,
  );
});

test('L, W and # of cron are refused by name', () => {
  for (const text of ['cron(0 8 L * ? *)', 'cron(0 8 ? * 6#3 *)', 'cron(0 8 15W * ? *)']) {
    expect(() => parseSchedule(text)).toThrow('does not serve L, W and #');
  }
});
