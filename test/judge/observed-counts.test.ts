import type { Gate, LatencyGate, LevelGate, SplitGate } from '../../src/judge/gate';
import { applies, observe, queries } from '../../src/judge/judge';
import { latencyComparator, requestsToCompare } from '../../src/judge/comparator';
import type {
  Comparator,
  Context,
  MetricQuery,
  Reading,
  Window,
} from '../../src/judge/observation';
import { countOf, observedPeriods } from '../../src/judge/observed-periods';
import { blockGrid, judgedPeriodMs, mainBlock, periodGrid } from '../../src/judge/period-grid';
import { indexReadings } from '../../src/judge/readings';
import { count, fiveHundreds, fourHundreds, minute, noon, tail } from './story';

const iso = (ms: number) => new Date(ms).toISOString();
const window: Window = { start: iso(noon), end: iso(noon + 4 * minute), period: 60 };
const both: Context = { stableServes: true, exceedance: 'counts' };
const alone: Context = { stableServes: false, exceedance: 'counts' };
const split: SplitGate = { kind: 'split', id: 'split', metric: 'Invocations' };
const level: LevelGate = {
  kind: 'level',
  id: 'cpu',
  metric: 'CPUUtilization',
  stat: 'Average',
  max: 80,
  minimum: { requests: 0, periods: 1 },
  alpha: 0.001,
};
const frozen: Comparator = {
  kind: 'concurrent',
  threshold: 0.5,
  unit: 'ratio',
  requests: 4000,
  window: { start: 'before', end: 'then' },
};

type Answer = (query: MetricQuery, period: number) => number | undefined;

/** Asks until there is nothing left to ask; `answer` gives a value a period, a text is a refusal. */
function seen(
  gate: Gate,
  context: Context,
  answer: Answer | string,
  refused = /^$/,
  over = window,
) {
  const asked: MetricQuery[] = [];
  const readings: Reading[] = [];
  for (;;) {
    const next = queries(gate, over, context, readings);
    if (next.length === 0) return { asked, readings, ...observe(gate, over, context, readings) };
    asked.push(...next);
    for (const query of next) readings.push(reading(query, answer, refused));
  }
}

function reading(query: MetricQuery, answer: Answer | string, refused: RegExp): Reading {
  const { id, start, end, period } = query;
  if (typeof answer === 'string') return { id, points: [], unavailable: answer };
  if (refused.test(id)) return { id, points: [], unavailable: `no ${id}` };
  const points = [];
  for (let at = Date.parse(start); at < Date.parse(end); at += period * 1000) {
    const value = answer(query, (at - noon) / minute);
    if (value !== undefined) points.push({ at: iso(at), value });
  }
  return { id, points };
}

describe('errors', () => {
  const answer: Answer = ({ arm, stat }, period) =>
    ({ candidate: { Sum: period, SampleCount: 100 }, stable: { Sum: 8, SampleCount: 400 } })[arm][
      stat as 'Sum' | 'SampleCount'
    ];

  test('are counted a period, of both arms', () => {
    const { asked, ...given } = seen(fiveHundreds, both, answer);

    expect(asked.map(({ arm, metric, stat }) => [arm, metric, stat])).toEqual([
      ['candidate', 'Invocation5XXErrors', 'Sum'],
      ['candidate', 'Invocation5XXErrors', 'SampleCount'],
      ['stable', 'Invocation5XXErrors', 'Sum'],
      ['stable', 'Invocation5XXErrors', 'SampleCount'],
    ]);
    expect(asked.every((query) => !('source' in query))).toBe(true);
    expect({ ...given, readings: [] }).toStrictEqual({
      window,
      readings: [],
      expectedPeriods: 4,
      periods: [0, 1, 2, 3].map((period) => ({
        start: iso(noon + period * minute),
        seconds: 60,
        candidate: count(100, period),
        stable: count(400, 8),
      })),
    });
  });

  test('of clients are compared with the stable’s share of them, which is added to the limit', () => {
    const { comparator } = seen(fourHundreds, both, answer);

    expect(comparator).toStrictEqual({
      kind: 'concurrent',
      threshold: 32 / 1600 + 0.01,
      unit: 'ratio',
      requests: 1600,
      window: { start: window.start, end: window.end },
    });
  });

  test.each([
    [75, 'concurrent'],
    [74.75, 'frozen'],
  ])('%d requests of the stable a period make the comparator %s', (n, kind) => {
    const few: Answer = ({ arm, stat }) => (arm === 'stable' && stat === 'SampleCount' ? n : 0);

    expect(seen(fourHundreds, { ...both, frozen }, few).comparator?.kind).toBe(kind);
    expect(seen(fourHundreds, both, few).comparator?.kind).toBe(
      kind === 'frozen' ? undefined : kind,
    );
  });

  test('a frozen comparator is kept as it was', () => {
    expect(seen(fourHundreds, { ...both, frozen }, () => undefined).comparator).toStrictEqual({
      ...frozen,
      kind: 'frozen',
    });
    expect('comparator' in seen(fiveHundreds, { ...both, frozen }, answer)).toBe(false);
  });

  test('what CloudWatch refuses is said, and what is carried goes on', () => {
    const carried = { candidate: count(1), own: [1], stable: [1], relative: [1] };
    const given = seen(fiveHundreds, { ...both, carried, plannedShare: 0.1 }, 'closed today');

    expect(given).toMatchObject({ unavailable: 'closed today', carried, plannedShare: 0.1 });
    expect(given).not.toHaveProperty('fault');
    expect(seen(fiveHundreds, both, answer, /candidate_all/).unavailable).toMatch(/candidate_all/);
    expect(seen(fiveHundreds, both, answer, /stable_all/).unavailable).toBeUndefined();
  });
});

describe('a level', () => {
  const cpu =
    (own: number | undefined, other?: number): Answer =>
    ({ arm }, period) =>
      arm === 'stable' ? other : period === 3 ? 100 : own;

  test('is one vote a period, and its mean is for people', () => {
    const given = seen(level, both, cpu(60));

    expect(given.asked).toHaveLength(1);
    expect(given.level).toBe((3 * 60 + 100) / 4);
    expect(given.periods.map(({ candidate }) => candidate)).toEqual([
      count(1, 0),
      count(1, 0),
      count(1, 0),
      count(1, 1),
    ]);
    expect(given).not.toHaveProperty('comparator');
    expect(given).not.toHaveProperty('unavailable');
  });

  test.each([
    ['at its most', { max: 60 }, 0],
    ['above its most', { max: 59 }, 1],
    ['at its least', { min: 60 }, 0],
    ['under its least', { min: 61, max: 200 }, 1],
  ])('%s', (_, limits, x) => {
    const { max: _most, ...gate } = level;

    expect(seen({ ...gate, ...limits }, both, cpu(60)).periods[0]!.candidate.x).toBe(x);
  });

  test('is compared with the stable’s in the same period', () => {
    const { max: _most, ...gate } = level;
    const relative: LevelGate = { ...gate, increase: 0.5 };
    const given = seen(relative, both, cpu(60, 40));

    expect(given.asked.map(({ arm }) => arm)).toEqual(['candidate', 'stable']);
    expect(given.comparator).toStrictEqual({
      kind: 'concurrent',
      threshold: 60,
      unit: 'metric',
      requests: 0,
      window: { start: window.start, end: window.end },
    });
    expect(given.periods.map(({ candidate }) => candidate.x)).toEqual([0, 0, 0, 1]);
    expect(seen(relative, both, cpu(60)).periods).toEqual([]);
    expect(seen(relative, both, cpu(60))).not.toHaveProperty('level');
    expect(seen(relative, { ...alone, frozen }, cpu(60)).comparator?.kind).toBe('frozen');
    expect(seen(relative, alone, cpu(60))).not.toHaveProperty('comparator');
    expect(seen(relative, both, cpu(60, 40), /stable/).unavailable).toMatch(/stable/);
  });

  test('is asked for by the minute at least, from where it is published', () => {
    const source = { namespace: 'Team', dimensions: { Model: 'm' } };
    const own = seen({ ...level, source }, both, cpu(60), /^$/, { ...window, period: 10 });

    expect(own.asked).toMatchObject([{ period: 60, source }]);
    expect(seen(level, both, 'gone').unavailable).toBe('gone');
  });
});

describe('a split', () => {
  const requests: Answer = ({ arm }, period) =>
    period === 2 ? undefined : arm === 'candidate' ? (period === 3 ? undefined : 10) : 90;

  test('leaves out the first period, and takes no point for no requests', () => {
    const given = seen(split, both, requests);

    expect(given.expectedPeriods).toBe(3);
    expect(given.periods).toEqual([
      { start: iso(noon + minute), seconds: 60, candidate: count(10), stable: count(90) },
      { start: iso(noon + 3 * minute), seconds: 60, candidate: count(0), stable: count(90) },
    ]);
    expect(given).not.toHaveProperty('unavailable');
    expect(seen(split, both, requests, /stable/).unavailable).toMatch(/stable/);
    expect(seen(split, both, requests, /candidate/).unavailable).toMatch(/candidate/);
  });

  test('of one period has no other to leave it for', () => {
    const short = { ...window, end: iso(noon + minute) };

    expect(seen(split, both, requests, /^$/, short).periods).toHaveLength(1);
  });

  test.each([
    [{ ...both, plannedShare: 0.5 }, true],
    [{ ...both, plannedShare: 0 }, false],
    [{ ...both, plannedShare: 1 }, false],
    [both, false],
    [{ ...alone, plannedShare: 0.5 }, false],
  ])('with %j applies: %s', (context, expected) => {
    expect(applies(split, context)).toBe(expected);
    expect(applies(level, context)).toBe(true);
  });
});

describe('latency', () => {
  const absolute: LatencyGate = {
    kind: 'latency',
    id: 'p99',
    metric: 'ModelLatency',
    quantile: 0.99,
    max: 100_000,
    minimum: { requests: 0, periods: 2 },
    alpha: 0.002,
  };
  const answer: Answer = ({ arm, stat }) => {
    if (stat === 'SampleCount') return arm === 'stable' ? 400 : 100;
    if (stat.startsWith('TC')) return arm === 'stable' ? 4 : 2;
    return arm === 'stable' ? 80_000.4 : 90_000;
  };

  test('is counted above the stable’s quantile and the increase, once that is known', () => {
    const given = seen(tail, both, answer);

    expect(given.asked.filter(({ stat }) => stat.startsWith('TC'))).toMatchObject([
      { arm: 'candidate', stat: 'TC(96000:)' },
      { arm: 'stable', stat: 'TC(96000:)' },
    ]);
    expect(given).toMatchObject({
      thresholdMicros: 96_000,
      candidateMicros: 90_000,
      stableMicros: 80_000.4,
      comparator: { kind: 'concurrent', threshold: 96_000, unit: 'µs', requests: 400 },
      expectedPeriods: 4,
    });
    expect(given.periods.map(({ candidate, stable }) => [candidate, stable])).toEqual(
      Array.from({ length: 4 }, () => [count(100, 2), count(400, 4)]),
    );
    expect(given).not.toHaveProperty('unavailable');
  });

  test('with a limit of its own asks for no history, and the tighter limit decides', () => {
    const own = seen(absolute, alone, answer);

    expect(own.asked.some(({ id }) => /_\dd$/.test(id))).toBe(false);
    expect(own.comparator).toStrictEqual({
      kind: 'absolute',
      threshold: 100_000,
      unit: 'µs',
      requests: 0,
      window: { start: window.start, end: window.end },
    });
    expect(own).not.toHaveProperty('stableMicros');
    expect(seen({ ...tail, max: 90_000 }, both, answer).thresholdMicros).toBe(90_000);
    expect(seen({ ...tail, max: 99_000 }, both, answer).thresholdMicros).toBe(96_000);
  });

  test('without a comparator asks for earlier days and then has no limit', () => {
    const given = seen(tail, alone, ({ arm }) => (arm === 'candidate' ? 100 : undefined));

    expect(given.asked.map(({ id }) => id).filter((id) => /_\dd$/.test(id))).toHaveLength(4);
    expect(given).not.toHaveProperty('thresholdMicros');
    expect(given).not.toHaveProperty('comparator');
    expect(given.periods.map(({ candidate }) => candidate)).toEqual(
      Array.from({ length: 4 }, () => count(100, 0)),
    );
  });

  test('leaves out the warm-up where enough periods remain', () => {
    const starts = (gate: LatencyGate) =>
      seen(gate, { ...both, warmUpPeriods: 2 }, answer).periods.map(({ start }) => start);
    const minimum = (periods: number) => ({ ...tail, minimum: { requests: 0, periods } });

    expect(starts(minimum(2))[0]).toBe(iso(noon + 2 * minute));
    expect(starts(minimum(2))).toHaveLength(2);
    expect(starts(minimum(3))).toHaveLength(4);
  });

  test.each([
    [/candidate_requests/, /candidate_requests/],
    [/stable_requests_/, /^undefined$/],
    [/stable_quantile_0d/, /^undefined$/],
    [/stable_quantile/, /stable_quantile_0d/],
    [/stable_quantile_[17]d|stable_requests_0d/, /stable_quantile_1d/],
    [/stable_quantile_7d/, /^undefined$/],
    [/candidate_above/, /^undefined$/],
    [/candidate_above|bracket_0/, /bracket_0/],
  ])('where %s is refused, what cannot be done without is said: %s', (refused, said) => {
    const { unavailable } = seen(tail, both, answer, refused);

    expect(String(unavailable)).toMatch(said);
  });

  test('asks for percentiles where counts are refused, or are known to be', () => {
    const refused = seen(tail, both, answer, /_above/);
    const known = seen(tail, { ...both, exceedance: 'percentiles' }, answer);

    expect(refused.asked.some(({ id }) => id.includes('bracket'))).toBe(true);
    expect(known.asked.some(({ id }) => id.includes('bracket'))).toBe(true);
    expect(known.asked.some(({ stat }) => stat.startsWith('TC'))).toBe(false);
    expect(known.periods).toEqual(refused.periods);
    expect(known.periods[0]!.candidate.most).toBeDefined();
    expect(seen(tail, both, answer).asked.some(({ id }) => id.includes('bracket'))).toBe(false);
  });

  test.each([
    [0.5, 300],
    [0.9, 300],
    [0.99, 300],
    [0.995, 600],
    [0.999, 3000],
  ])('a quantile of %d is compared from %d requests on', (quantile, requests) => {
    expect(requestsToCompare({ ...tail, quantile })).toBe(requests);
    const gate = { ...tail, quantile };
    const kind = (n: number) =>
      latencyComparator(
        gate,
        window,
        both,
        indexReadings(
          gate,
          ['stable_requests', 'stable_requests_0d', 'stable_quantile_0d'].map((what, place) => ({
            id: `g_p99__${what}`,
            points: [{ at: iso(noon), value: [n, n, 50_000][place]! }],
          })),
        ),
      )?.kind;
    expect(kind(requests)).toBe('concurrent');
    expect(kind(requests - 1)).toBeUndefined();
  });

  test('a quantile of nothing is no comparator', () => {
    const zero: Answer = (query, period) =>
      query.stat === 'p99' && query.arm === 'stable' ? 0 : answer(query, period);

    expect(seen(tail, both, zero)).not.toHaveProperty('comparator');
  });
});

describe('periods', () => {
  const hours = 3_600_000;
  const shifted = (from: number, to: number) => ({
    start: iso(noon + from * minute),
    end: iso(noon + to * minute),
    period: 10,
  });

  test('of seconds are taken by the minute in long windows', () => {
    expect(judgedPeriodMs(2.5 * hours, 10)).toBe(10_000);
    expect(judgedPeriodMs(2.5 * hours + 1, 10)).toBe(60_000);
    expect(judgedPeriodMs(3 * hours, 300)).toBe(300_000);
    expect(periodGrid(shifted(0, 200)).periodMs).toBe(60_000);
  });

  test('are whole ones within the window', () => {
    expect(periodGrid(shifted(0.1, 0.9))).toEqual({
      periodMs: 10_000,
      start: noon + 10_000,
      end: noon + 50_000,
      starts: [10, 20, 30, 40].map((second) => noon + second * 1000),
    });
    expect(periodGrid(shifted(0.9, 0.1)).starts).toEqual([]);
  });

  test('of a window are one block or two, and most of it lies in the main one', () => {
    const day = 24 * hours;
    const starting = (from: number, to: number, days = 0) => {
      const grid = blockGrid(shifted(from, to), days);
      return { ...grid, main: mainBlock(shifted(from, to), grid, days) };
    };
    const first = starting(0, 5);
    expect(first.starts).toEqual([first.start]);
    expect(first).toMatchObject({ periodMs: 5 * minute, main: noon });
    const early = starting(1, 6);
    expect(early.starts).toEqual([noon, noon + 5 * minute]);
    expect(early).toMatchObject({ main: noon, end: noon + 10 * minute });
    expect(starting(4, 9).main).toBe(noon + 5 * minute);
    expect(starting(2.5, 7.5).periodMs).toBe(5 * minute);
    expect(starting(4, 9, 1)).toMatchObject({
      start: noon - day,
      main: noon - day + 5 * minute,
    });
    // Halves alike: the earlier block.
    expect(starting(2, 6)).toMatchObject({ start: noon, main: noon });
    expect(starting(1, 3)).toMatchObject({ start: noon, main: noon });
  });

  test('without a point are silence only where few requests were due', () => {
    const starts = [0, 1, 2].map((period) => noon + period * minute);
    const grid = { starts, periodMs: minute, start: noon, end: noon + 3 * minute };
    const kept = (own: number, others: number, last: number) =>
      observedPeriods(grid, {
        candidate: (at) => (at === starts[2] ? undefined : count(own)),
        stable: (at) => (at === starts[2] ? count(last) : count(others)),
      }).map(({ candidate }) => candidate.n);

    expect(kept(4, 100, 100)).toEqual([4, 4, 0]);
    expect(kept(5, 100, 100)).toEqual([5, 5]);
    expect(kept(4, 100, 124)).toEqual([4, 4, 0]);
    expect(kept(4, 100, 125)).toEqual([4, 4]);
    expect(kept(4, 100, 0)).toEqual([4, 4]);
    expect(kept(4, 0, 100)).toEqual([4, 4]);
  });

  test('count what both statistics say; a hair above the whole is the whole', () => {
    expect(countOf(undefined, 1)).toBeUndefined();
    expect(countOf(1, undefined)).toBeUndefined();
    expect(countOf(5, 5)).toEqual(count(5, 5));
    expect(countOf(5, 5.5)).toEqual(count(5, 5));
    expect(countOf(5, 5.6)).toEqual(count(5, 5.6));
    expect(countOf(5, 4.9)).toEqual(count(5, 4.9));
  });
});
