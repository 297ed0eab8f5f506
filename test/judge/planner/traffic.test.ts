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

describe('the hours of a plan', () => {
  const monday = Date.parse('2026-01-05T00:00:00.000Z');
  const from = (start: number, values: readonly number[], periodMs = hour) =>
    values.map((value, index) => ({ at: new Date(start + index * periodMs).toISOString(), value }));
  /** Every hour as many requests as make its number a second. */
  const numbered = (hours: number) =>
    from(
      monday,
      Array.from({ length: hours }, (_, index) => 3600 * (index % 24)),
    );

  // A week of hours and those up to then, of which there is nothing; the first hour is not whole.
  it.each([
    ['09:00', 3600, 7, [9]],
    ['09:00', 7200, 14, [9, 10]],
    ['09:00', 7201, 21, [9, 10, 11]],
    ['09:20', 3600, 14, [9, 10]],
    ['09:20', 7200, 21, [9, 10, 11]],
    ['23:30', 3600, 14, [23, 0]],
    // 15 of these had none, seven one.
    ['09:00', 86_400, 176, [1]],
    ['09:00', 90_000, 176, [1]],
  ])('from %s for %d s are %d of a week', (time, seconds, count, hours) => {
    const sums = numbered(7 * 24);
    const traffic = trafficOfHours(sums, { at: `2026-01-12T${time}:00.000Z`, seconds });

    expect(traffic).toEqual({
      basis: 'hours',
      requestsPerSecond: Math.min(...hours),
      seenSeconds: 3600 * count,
    });
  });

  it('are taken from three on, before that all hours are', () => {
    const at = (date: string) => ({ at: `2026-01-${date}T20:00:00.000Z`, seconds: 3600 });

    // At 20 h: of Monday, Tuesday and Wednesday.
    expect(trafficOfHours(numbered(96), at('08'))).toEqual({
      basis: 'hours',
      requestsPerSecond: 20,
      seenSeconds: 3 * 3600,
    });
    expect(trafficOfHours(numbered(96), at('07'))).toMatchObject({ seenSeconds: 67 * 3600 });
  });

  it('go back no more than forty days', () => {
    const planned = { at: new Date(monday + 40 * 24 * hour).toISOString(), seconds: 90_000 };

    expect(trafficOfHours(from(monday, [5, 5]), planned)).toMatchObject({
      seenSeconds: (40 * 24 - 1) * 3600,
    });
    expect(trafficOfHours(from(monday - hour, [5, 5]), planned)).toEqual({ basis: 'unknown' });
    expect(trafficOfHours(from(monday, [5, 5]), { ...planned, at: 'soon' })).toEqual({
      basis: 'unknown',
    });
  });

  it('have the low end that nine of ten exceed', () => {
    const end = (count: number) => ({
      at: new Date(monday + (count + 1) * hour).toISOString(),
      seconds: 90_000,
    });
    const low = (count: number) =>
      trafficOfHours(
        from(
          monday,
          Array.from({ length: count + 1 }, (_, index) => 3600 * (count - index)),
        ),
        end(count),
      );

    // From 0 on: the least of ten, the second of eleven to twenty, the third of twenty-one.
    const lows = [0, 0, 1, 1, 2];
    [9, 10, 11, 20, 21].forEach((count, index) => {
      expect(low(count)).toMatchObject({ requestsPerSecond: lows[index] });
    });
  });

  it('leave out what is no time or no number of requests', () => {
    const sums = from(monday, [0, 7200, 7200, 7200, 7200]);
    const broken = [
      { at: 'never', value: 7200 },
      { at: sums[2]!.at, value: NaN },
      { at: sums[3]!.at, value: -7200 },
      { at: sums[4]!.at, value: Infinity },
    ];
    const planned = { at: new Date(monday + 5 * hour).toISOString(), seconds: 90_000 };

    // A first hour of none was one all the same.
    expect(trafficOfHours([...sums, ...broken], planned)).toEqual({
      basis: 'hours',
      requestsPerSecond: 2,
      seenSeconds: 4 * 3600,
    });
  });

  it('of a young endpoint are three whole periods at least', () => {
    const sums = from(monday, [600, 600, 600, 600], 60_000);
    const until = (seconds: number) => new Date(monday + 1000 * seconds).toISOString();

    expect(trafficOfPeriods(sums, 60, until(240))).toEqual({
      basis: 'recent',
      requestsPerSecond: 10,
      seenSeconds: 180,
    });
    expect(trafficOfPeriods(sums, 60, until(239))).toEqual({ basis: 'unknown' });
  });
});
