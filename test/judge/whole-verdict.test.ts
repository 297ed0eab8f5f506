import type { LatencyGate, LevelGate, RatioGate } from '../../src/judge/gate';
import { verdict } from '../../src/judge/judge';
import type { Comparator } from '../../src/judge/observation';
import { bake, count, fiveHundreds, fourHundreds, median, repeat, tail } from './story';

const end = { final: true };
const minimum = { requests: 0, periods: 1 };
const easy: RatioGate = { ...fiveHundreds, minimum };
const window = { start: '2026-01-04T12:00:00.000Z', end: '2026-01-04T12:30:00.000Z' };
const comparator: Comparator = {
  kind: 'concurrent',
  threshold: 144_000,
  unit: 'µs',
  requests: 5000,
  window,
};
/** Clopper and Pearson without any bad one, in closed form. */
const noneOf = (n: number, error: number) => 1 - error ** (1 / n);

test('a pass by hand: every number of it', () => {
  const given = verdict(easy, bake([[count(1000)]]), end);

  expect(given.numbers!.upper).toBeCloseTo(noneOf(1000, 0.025), 12);
  expect(given.numbers!.interval[1]).toBeCloseTo(noneOf(1000, 0.025), 12);
  const { upper, interval } = given.numbers!;
  expect(given).toStrictEqual({
    result: 'pass',
    gate: '5xx',
    reason: 'within-limit',
    sentence:
      '0 of 1000 requests (0 %) were 5XX answers, limit 0.1 %; with near certainty at most 0.368 % (needed: 0.5 %).',
    value: 0,
    limit: 0.001,
    unit: 'ratio',
    candidate: { n: 1000, x: 0, ratio: 0, upper },
    stable: { n: 0, x: 0, ratio: 0, upper: 1 },
    numbers: {
      odds: 1,
      oddsNeeded: 200,
      alpha: 0.005,
      stableOdds: 1,
      relativeOdds: 1,
      upper,
      upperNeeded: 0.005,
      upperError: 0.025,
      interval: [0, interval[1]],
      stableInterval: [0, 1],
      dispersion: 1,
      coverage: 1,
    },
    carry: {
      candidate: { n: 1000, x: 0 },
      own: [0.98, 0.9, 0.6, expect.closeTo(0.05, 12)],
      stable: [1, 1, 1, 1],
      relative: [1, 1, 1, 1],
    },
    method: 'period betting e-process, guarded by the stable; exact upper bound /1',
  });
});

test('a failure by hand: the odds are the mean of four bets', () => {
  const seen = bake([[count(30, 30), count(570)]]);
  const given = verdict(easy, seen, { final: false, look: 2 });

  expect(given).toMatchObject({
    result: 'fail',
    reason: 'above-limit',
    value: 1,
    sentence:
      '30 of 30 requests (100 %) were 5XX answers, limit 0.1 %; the odds against a candidate within the limit are 368 : 1 (needed: 200 : 1).',
    numbers: { upperError: 0.0125, decidedAt: seen.periods[0]!.start, stableOdds: 1 },
  });
  // Shares of the stake: 2, 10, 40 and 95 % against the limit, 5, 20, 50 and 90 % against the stable.
  expect(given.numbers!.odds).toBeCloseTo(1 + 999 * 0.3675, 9);
  expect(given.numbers!.relativeOdds).toBeCloseTo(1 + 19 * 0.4125, 9);
  expect(given.numbers!.stableInterval[1]).toBeCloseTo(noneOf(570, 0.025), 12);
  expect(given).not.toHaveProperty('carry');
});

test('what is carried is bet on, and both arms’ counts go on', () => {
  const carried = {
    candidate: count(100, 1),
    own: [2, 2, 2, 2],
    stable: [1, 1, 1, 3],
    relative: [1, 1, 5, 1],
  };
  const { carry, numbers } = verdict(easy, bake([[count(1000), count(10)]], { carried }), end);

  expect(carry!.candidate).toEqual(count(1100, 1));
  expect(numbers).toMatchObject({ odds: 2, stableOdds: 1.5, relativeOdds: 2 });
  expect(carry!.own.map((capital) => capital / 2)).toEqual([
    0.98,
    0.9,
    0.6,
    expect.closeTo(0.05, 12),
  ]);
});

test.each<[what: string, gate: RatioGate, seen: ReturnType<typeof bake>, sentence: string]>([
  [
    'nothing but silence',
    easy,
    bake([[count(0), count(9)]]),
    'The candidate got no requests: in 1 period there is no data to judge by.',
  ],
  [
    'silence where a share was planned',
    easy,
    bake([[count(0), count(9)]], { plannedShare: 0.05 }),
    "The candidate got no requests: in 1 period there is no data to judge by, though 5 % of production's should reach it; callers that pin TargetVariant to the stable are the likely cause.",
  ],
  [
    'silence of both',
    easy,
    bake([[count(0), count(0)]], { plannedShare: 0.05 }),
    'The candidate got no requests: in 1 period there is no data to judge by.',
  ],
  [
    'silence where no share was planned',
    easy,
    bake([[count(0), count(9)]], { plannedShare: 0 }),
    'The candidate got no requests: in 1 period there is no data to judge by.',
  ],
  [
    'errors of clients beside the stable’s',
    { ...fourHundreds, minimum },
    bake([[count(1000, 5), count(1000, 20)]], {
      comparator: { ...comparator, unit: 'ratio', threshold: 0.03 },
    }),
    "5 of 1000 requests (0.5 %) were 4XX answers, limit 3 % (the stable's 2 % + 1 %); with near certainty at most 1.16 % (needed: 7 %).",
  ],
  [
    'errors of clients beside a frozen share',
    { ...fourHundreds, minimum },
    bake([[count(1000, 5)]], {
      comparator: { ...comparator, kind: 'frozen', unit: 'ratio', threshold: 0.03 },
    }),
    "5 of 1000 requests (0.5 %) were 4XX answers, limit 3 % (frozen from the stable's 2 % + 1 %); with near certainty at most 1.16 % (needed: 7 %).",
  ],
])('%s is said', (_, gate, seen, sentence) => {
  const given = verdict(gate, seen, end);

  expect(given.sentence).toBe(sentence);
  expect(given.value).toBe(given.candidate.n > 0 ? given.candidate.ratio : undefined);
  expect('value' in given).toBe(given.candidate.n > 0);
});

const quick = repeat(4, count(1000, 1), count(1000, 1));
const origins: [gate: LatencyGate, more: Comparator | undefined, micros: number, said: string][] = [
  [
    tail,
    comparator,
    144_000,
    "144 ms (the stable's p99 at the same time + 20 %, from 5000 requests)",
  ],
  [
    median,
    { ...comparator, kind: 'frozen' },
    144_000,
    "144 ms (frozen from the stable's median in its last good window + 20 %, from 5000 requests)",
  ],
  [
    { ...tail, quantile: 0.999 },
    { ...comparator, kind: 'history' },
    144_000,
    "144 ms (the stable's p99.9 on 2026-01-04 at these hours + 20 %, from 5000 requests)",
  ],
  [{ ...tail, max: 100_000 }, comparator, 100_000, '100 ms (absolute)'],
  [{ ...tail, max: 144_000 }, { ...comparator, kind: 'absolute' }, 144_000, '144 ms (absolute)'],
];

test.each(origins)('the limit of %j has an origin', (gate, compared, thresholdMicros, said) => {
  const seen = bake(quick, { comparator: compared!, thresholdMicros, candidateMicros: 90_000 });
  const given = verdict(gate, seen, end);

  expect(given.sentence).toContain(`4 of 4000 requests (0.1 %) took longer than ${said}, at most`);
  expect(given).toMatchObject({ value: 90_000, limit: thresholdMicros, unit: 'µs' });
  expect(given.method).toMatch(gate.quantile >= 0.9 ? /^exceedance, period/ : /^exceedance, temp/);
  const allowed = 1 - gate.quantile;
  expect(given.numbers!.upperNeeded).toBeCloseTo(allowed + Math.min(allowed, 0.1), 9);
});

test('latency without a limit or a quantile of its own says so', () => {
  const given = verdict(tail, bake(quick), end);

  expect(given.reason).toBe('no-comparator');
  expect(given.sentence).toContain('nothing to compare p99 of ModelLatency with');
  expect(given).not.toHaveProperty('value');
  expect(given).not.toHaveProperty('limit');
  const early = verdict(tail, bake(quick), { final: false });
  expect(early.sentence).toMatch(/^So far 4000 requests seen, no limit known; a pass/);
  const bare = verdict(tail, bake(quick, { comparator, thresholdMicros: 144_000 }), end);
  expect(bare.sentence).toMatch(/at most 1 % may; with/);
  expect(bare.sentence).not.toContain('p99 of ModelLatency is');
});

const cpu: LevelGate = {
  kind: 'level',
  id: 'cpu',
  metric: 'CPUUtilization',
  stat: 'Average',
  minimum,
  alpha: 0.001,
};
const votes = (outside: number, more: Parameters<typeof bake>[1] = {}) =>
  bake([...repeat(outside, count(1, 1)), ...repeat(20 - outside, count(1))], more);
const metric: Comparator = { ...comparator, unit: 'metric', threshold: 60.004 };

test.each<
  [limits: Partial<LevelGate>, more: Parameters<typeof bake>[1], limit: unknown, said: string]
>([
  [
    { max: 80 },
    { level: 41.23456 },
    80,
    'is 41.23 on average, 3 of 20 periods outside the limit (at most 80)',
  ],
  [
    { min: 5 },
    { level: 41 },
    5,
    'is 41 on average, 3 of 20 periods outside the limit (at least 5)',
  ],
  [
    { min: 5, max: 80 },
    {},
    80,
    'has no value, 3 of 20 periods outside the limit (at least 5, at most 80)',
  ],
  [
    { increase: 0.2 },
    { comparator: metric },
    60.004,
    '(at most 60, from the stable at the same time)',
  ],
  [
    { increase: 0.2, max: 50 },
    { comparator: { ...metric, kind: 'frozen' } },
    50,
    "(at most 50, at most 60, frozen from the stable's last good window)",
  ],
])('a level within %j is said with its limit', (limits, more, limit, said) => {
  const given = verdict({ ...cpu, ...limits }, votes(3, more), end);

  expect(given.sentence).toContain(said);
  expect(given).toMatchObject({ result: 'pass', limit, unit: 'metric' });
  expect(given.value).toBe(more?.level);
  expect(given.numbers).toMatchObject({ alpha: 0.001, upperNeeded: 0.5 });
});

test('a level without any limit has none, and none to compare with is no pass', () => {
  const given = verdict({ ...cpu, increase: 0.2 }, votes(0, { level: 3 }), end);

  expect(given.reason).toBe('no-comparator');
  expect(given).not.toHaveProperty('limit');
  expect(verdict(cpu, votes(1), end)).toMatchObject({
    reason: 'bad-input',
    sentence: 'The numbers cannot be judged: there is no limit.',
  });
});
