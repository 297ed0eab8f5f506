import { trafficOfHours, trafficOfPeriods } from '../../../src/judge/planner/traffic';

const hour = 3_600_000;
const now = Date.parse('2026-01-12T09:20:00.000Z');
const planned = { at: new Date(now).toISOString(), seconds: 7200 };
const thisHour = Math.floor(now / hour) * hour;
const hourly = (count: number, requests: (at: Date) => number | undefined) =>
  Array.from({ length: count }, (_, back) => new Date(thisHour - back * hour)).flatMap((at) => {
    const value = requests(at);
    return value === undefined ? [] : [{ at: at.toISOString(), value }];
  });

it('takes the low end of the planned time of day', () => {
  // 9 to 12 h has 36,000 an hour, on one of the seven days half of that; nights have next to nothing.
  const sums = hourly(168, (at) => {
    const hours = at.getUTCHours();
    if (hours < 9 || hours > 11) return 36;
    return at.getUTCDate() === 8 ? 18_000 : 36_000;
  });

  expect(trafficOfHours(sums, planned)).toMatchObject({ basis: 'hours', requestsPerSecond: 5 });
  expect(trafficOfHours(sums, { ...planned, seconds: 90_000 })).toMatchObject({
    requestsPerSecond: 0.01,
  });
});

it('an hour without a point had no requests; the first and the running one are not whole', () => {
  const sums = hourly(6, (at) =>
    at.getTime() === thisHour - 2 * hour ? undefined : at.getTime() === thisHour ? 1 : 7200,
  );

  expect(trafficOfHours(sums, planned)).toEqual({
    basis: 'hours',
    requestsPerSecond: 0,
    seenSeconds: 4 * 3600,
  });
});

it.each([
  ['nothing', []],
  ['this hour alone', hourly(1, () => 500)],
  [
    'no numbers',
    [
      { at: 'yesterday', value: 5 },
      { at: planned.at, value: NaN },
    ],
  ],
])('%s is not known', (_, sums) => {
  expect(trafficOfHours(sums, planned)).toEqual({ basis: 'unknown' });
});

it('a young endpoint is known from its last periods', () => {
  const sums = Array.from({ length: 8 }, (_, index) => ({
    at: new Date(now + index * 10_000).toISOString(),
    value: index === 0 ? 3 : 800,
  }));
  const settled = new Date(now + 60_000).toISOString();

  expect(trafficOfPeriods(sums, 10, settled)).toEqual({
    basis: 'recent',
    requestsPerSecond: 80,
    seenSeconds: 50,
  });
  expect(trafficOfPeriods(sums.slice(0, 2), 10, planned.at)).toEqual({ basis: 'unknown' });
});
