import { latencyComparator, requestsToCompare } from '../../src/judge/comparator';
import type { LatencyGate } from '../../src/judge/gate';
import { indexReadings } from '../../src/judge/readings';
import { alone, both, iso, seen, window, type Answer } from './answered';
import { count, minute, noon, tail } from './story';

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

test('latency is counted above the stable’s quantile and the increase, once that is known', () => {
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

test('latency with a limit of its own asks for no history, and the tighter limit decides', () => {
  const own = seen(absolute, alone, answer);

  expect(own.asked.some(({ id }) => /stable_.*_[17]d$/.test(id))).toBe(false);
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

test('latency without a comparator asks for earlier days and then has no limit', () => {
  const given = seen(tail, alone, ({ arm }) => (arm === 'candidate' ? 100 : undefined));

  expect(given.asked.map(({ id }) => id).filter((id) => /stable_.*_[17]d$/.test(id))).toHaveLength(
    4,
  );
  expect(given).not.toHaveProperty('thresholdMicros');
  expect(given).not.toHaveProperty('comparator');
  expect(given.periods.map(({ candidate }) => candidate)).toEqual(
    Array.from({ length: 4 }, () => count(100, 0)),
  );
});

test('latency leaves out the warm-up where enough periods remain', () => {
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

test('latency asks for percentiles where counts are refused, or are known to be', () => {
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
  [0.99, 100, 99, 0, 1],
  [0.99, 1000, 99, 9, 10],
  [0.99, 1000, 98.5, 10, 15],
  [0.99, 150, 98, 2, 3],
  [0.95, 100, 95, 4, 5],
  [0.999, 10_000, 99.9, 9, 10],
  [0.5, 100, 50, 45, 50],
  // The slowest one of all is within the limit, or not even the 10 % fastest are.
  [0.99, 100, 100, 0, 0],
  [0.99, 100, 0, 90, 100],
])(
  'a p%d of %d requests, of which p%d is within the limit: %d to %d are above',
  (quantile, n, within, x, most) => {
    const gate = { ...absolute, quantile };
    const ofRank: Answer = ({ stat }) =>
      stat === 'SampleCount' ? n : Number(stat.slice(1)) <= within ? 90_000 : 110_000;

    const { periods } = seen(gate, { ...alone, exceedance: 'percentiles' }, ofRank);

    expect(periods[0]!.candidate).toEqual({ n, x, most });
  },
);

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
