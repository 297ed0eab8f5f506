import type { LevelGate, SplitGate } from '../../src/judge/gate';
import { applies, verdict } from '../../src/judge/judge';
import type { Comparator, Window } from '../../src/judge/observation';
import { alone, both, iso, seen, window, type Answer } from './answered';
import { count, fiveHundreds, fourHundreds, minute, noon } from './story';

const split: SplitGate = { kind: 'split', id: 'split', metric: 'Invocations' };
const unlimited: LevelGate = {
  kind: 'level',
  id: 'cpu',
  metric: 'CPUUtilization',
  stat: 'Average',
  minimum: { requests: 0, periods: 1 },
  alpha: 0.001,
};
const level: LevelGate = { ...unlimited, max: 80 };
const frozen: Comparator = {
  kind: 'concurrent',
  threshold: 0.5,
  unit: 'ratio',
  requests: 4000,
  window: { start: 'before', end: 'then' },
};

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
    expect(seen({ ...unlimited, ...limits }, both, cpu(60)).periods[0]!.candidate.x).toBe(x);
  });

  test('is compared with the stable’s in the same period', () => {
    const relative: LevelGate = { ...unlimited, increase: 0.5 };
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

  test('of one period is counted, and tells no wrong split: it may still hold the old one', () => {
    const short = { ...window, end: iso(noon + minute) };
    const of = (over: Window) => seen(split, { ...both, plannedShare: 0.4 }, requests, /^$/, over);

    expect(of(short).periods).toHaveLength(1);
    expect(verdict(split, of(short), { final: true }).reason).toBe('within-limit');
    expect(verdict(split, of(window), { final: true }).reason).toBe('split-mismatch');
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
