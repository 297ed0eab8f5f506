import type { LatencyGate } from '../../src/judge/gate';
import { verdict } from '../../src/judge/judge';
import type { Comparator, Context, Observations, Window } from '../../src/judge/observation';
import { judgeWindow, metricService, type MetricService } from './metric-service';
import { randomFrom, type Random } from './random';
import { bake, count, median, minute, noon, repeat, tail } from './story';

const second = 1000;
const day = 24 * 60 * minute;
const metric = 'ModelLatency';
const context: Context = { stableServes: true, exceedance: 'counts' };

// Six whole periods across a minute boundary, with a rest at either end.
const start = noon + 37 * second;
const window: Window = {
  start: new Date(start).toISOString(),
  end: new Date(start + 64 * second).toISOString(),
  period: 10,
};

/** Lognormal around 40 ms with a p99 of twice the median, in microseconds. */
function latencies(random: Random, n: number, factor = 1): number[] {
  return Array.from({ length: n }, () => factor * 40_000 * Math.exp(0.298 * random.normal()));
}

function serve(
  service: MetricService,
  what: {
    readonly from: number;
    readonly candidate?: number;
    readonly stable?: number;
    readonly of?: LatencyGate['metric'];
  },
  factor = 1,
): void {
  const random = randomFrom(7);
  for (let at = Math.floor(what.from / 10_000) * 10_000; at < what.from + 60_000; at += 10_000) {
    for (const arm of ['candidate', 'stable'] as const) {
      const n = what[arm] ?? 0;
      const values = latencies(random, n, arm === 'candidate' ? factor : 1);
      if (n > 0) service.publish(arm, what.of ?? 'ModelLatency', at, values);
    }
  }
}

const later = noon + 10 * minute;

describe.each([
  ['counts above the limit', /^$/],
  ['percentiles, where counts are refused', /^TC/],
])('with %s', (_, refused) => {
  test.each([
    ['an identical candidate passes', median, 1, 'within-limit'],
    ['an identical candidate passes', tail, 1, 'within-limit'],
    ['a 60 % slower one fails', median, 1.6, 'slower-than-limit'],
    ['a 60 % slower one fails', tail, 1.6, 'slower-than-limit'],
  ])('%s (gate %j, factor %d)', (_title, gate, factor, reason) => {
    const service = metricService(later, refused);
    serve(service, { from: start, candidate: 375, stable: 1125 }, factor);

    const { verdict: given } = judgeWindow(service, gate, { window, context });

    expect(given.reason).toBe(reason);
    expect(given.comparator).toMatchObject({ kind: 'concurrent', unit: 'µs' });
    expect(given.sentence).toMatch(/the stable's (median|p99) at the same time \+ 20 %/);
  });
});

test('where percentiles are refused too, the metric is unavailable', () => {
  const service = metricService(later, /^(TC|p)/);
  serve(service, { from: start, candidate: 375, stable: 1125 });

  const { verdict: given } = judgeWindow(service, tail, { window, context });

  expect(given).toMatchObject({ result: 'inconclusive', reason: 'metric-unavailable' });
  expect(given.sentence).toContain('p99 is not supported');
});

const frozen: Comparator = {
  kind: 'concurrent',
  threshold: 96_000,
  unit: 'µs',
  requests: 9_000,
  window: { start: '2026-01-05T11:00:00.000Z', end: '2026-01-05T11:30:00.000Z' },
};

test('a stable without traffic is replaced by the limit of the last pass', () => {
  const service = metricService(later);
  serve(service, { from: start, candidate: 1500 });

  const alone = { ...context, stableServes: false, frozen };
  const { verdict: given, asked } = judgeWindow(service, tail, { window, context: alone });

  expect(given).toMatchObject({
    result: 'pass',
    comparator: { kind: 'frozen', threshold: 96_000 },
  });
  expect(asked.filter(({ arm }) => arm === 'stable')).toEqual([]);
});

test('a stable that served until just before the window compares with nothing now', () => {
  const service = metricService(later);
  serve(service, { from: noon - 20 * second, stable: 1500 });
  serve(service, { from: start, candidate: 1500 });

  const { observations } = judgeWindow(service, tail, { window, context: { ...context, frozen } });

  expect(observations.comparator?.kind).toBe('frozen');
});

test.each([1, 7])('without stable and limit, the same hours %i days ago compare', (days) => {
  const service = metricService(later);
  serve(service, { from: start, candidate: 1500 });
  serve(service, { from: start - days * day, stable: 1500 });

  const alone = { ...context, stableServes: false };
  const { verdict: given } = judgeWindow(service, tail, { window, context: alone });

  expect(given).toMatchObject({ result: 'pass', comparator: { kind: 'history' } });
  expect(given.sentence).toContain(new Date(noon - days * day).toISOString().slice(0, 10));
});

test('a handful of requests of the stable compares with nothing', () => {
  const service = metricService(later);
  serve(service, { from: start, candidate: 375, stable: 20 });

  const { verdict: given, rounds } = judgeWindow(service, tail, { window, context });

  expect(given).toMatchObject({ result: 'inconclusive', reason: 'no-comparator' });
  expect(given.candidate.n).toBe(6 * 375);
  expect(rounds).toBe(2);
});

test.each([
  ['too tight for it', 50_000, 'slower-than-limit', /took longer than 50 ms \(absolute\)/],
  ['wide enough', 120_000, 'within-limit', /took longer than 120 ms \(absolute\)/],
])('an absolute limit that is %s needs no stable', (_, max, reason, sentence) => {
  const service = metricService(later);
  serve(service, { from: start, candidate: 375 });
  const gate = { ...tail, increase: undefined, max };

  const alone = { ...context, stableServes: false };
  const { verdict: given } = judgeWindow(service, gate, { window, context: alone });

  expect(given).toMatchObject({ reason, limit: max, comparator: { kind: 'absolute' } });
  expect(given.sentence).toMatch(sentence);
});

test('of an increase and an absolute limit the tighter one decides, and the comparator is kept', () => {
  const service = metricService(later);
  serve(service, { from: start, candidate: 375, stable: 1125 }, 1.6);

  const { verdict: given } = judgeWindow(service, { ...tail, max: 85_000 }, { window, context });

  expect(given).toMatchObject({ reason: 'slower-than-limit', limit: 85_000 });
  expect(given.comparator?.kind).toBe('concurrent');
  expect(given.comparator?.threshold).toBeGreaterThan(90_000);
});

test('an absolute limit alone never passes a gate that also asks for a comparison', () => {
  const service = metricService(later);
  serve(service, { from: start, candidate: 375 });

  const alone = { ...context, stableServes: false };
  const { verdict: given } = judgeWindow(
    service,
    { ...tail, max: 500_000 },
    { window, context: alone },
  );

  expect(given).toMatchObject({ result: 'inconclusive', reason: 'no-comparator' });
});

const compared: Partial<Observations> = { comparator: frozen, thresholdMicros: 96_000 };
test.each<[reason: string, seen: Observations]>([
  ['within-limit', bake(repeat(4, count(375, 1), count(1125, 4)), compared)],
  ['slower-than-limit', bake(repeat(4, count(375, 60), count(1125, 4)), compared)],
  ['no-traffic', bake(repeat(4, count(0), count(1125, 4)), compared)],
  ['too-few-requests', bake(repeat(4, count(50), count(1125, 4)), compared)],
  ['too-few-periods', bake(repeat(1, count(375), count(1125, 4)), compared)],
  ['missing-data', bake(repeat(3, count(375)), { ...compared, expectedPeriods: 4 })],
  ['above-limit-not-proven', bake(repeat(4, count(375, 5), count(1125, 4)), compared)],
  ['environment', bake(repeat(4, count(375, 60), count(1125, 180)), compared)],
  ['no-comparator', bake(repeat(4, count(375)))],
  ['metric-unavailable', bake(repeat(4, count(375)), { ...compared, unavailable: 'no p99' })],
])('p99 at the end of a bake: %s', (reason, seen) => {
  const early = verdict(tail, seen, { final: false });

  expect(verdict(tail, seen, { final: true }).reason).toBe(reason);
  expect(early.reason).toBe(reason === 'slower-than-limit' ? reason : 'too-early');
});

test('a cold start is left out where enough periods remain', () => {
  const service = metricService(later);
  const random = randomFrom(3);
  for (let index = 0; index < 10; index += 1) {
    const at = noon + index * 10_000;
    service.publish('candidate', metric, at, latencies(random, 375, index < 2 ? 5 : 1));
    service.publish('stable', metric, at, latencies(random, 1125));
  }
  const bakeOf = (periods: number): Window => ({
    start: new Date(noon).toISOString(),
    end: new Date(noon + periods * 10_000).toISOString(),
    period: 10,
  });
  const warm = { ...context, warmUpPeriods: 2 };

  const long = judgeWindow(service, tail, { window: bakeOf(10), context: warm });
  const cold = judgeWindow(service, tail, { window: bakeOf(10), context });
  const short = judgeWindow(service, tail, { window: bakeOf(3), context: warm });

  expect(long.verdict.reason).toBe('within-limit');
  expect(long.observations.expectedPeriods).toBe(8);
  expect(cold.verdict.reason).toBe('slower-than-limit');
  expect(short.observations.expectedPeriods).toBe(3);
});

describe('OverheadLatency, for which AWS names no percentiles', () => {
  const overhead: LatencyGate = { ...tail, id: 'overhead-p99', metric: 'OverheadLatency' };
  const judged = (refused?: RegExp, factor = 1) => {
    const service = metricService(later, refused);
    serve(service, { from: start, candidate: 375, stable: 1125, of: 'OverheadLatency' }, factor);
    return judgeWindow(service, overhead, { window, context }).verdict;
  };

  test('is judged as the model is where CloudWatch answers', () => {
    expect(judged()).toMatchObject({ result: 'pass', reason: 'within-limit' });
    expect(judged(/^$/, 1.6)).toMatchObject({ result: 'fail', reason: 'slower-than-limit' });
    expect(judged(/^$/, 1.6).sentence).toContain('p99 of OverheadLatency');
  });

  test('is inconclusive where it does not', () => {
    expect(judged(/^(TC|p)/)).toMatchObject({
      result: 'inconclusive',
      reason: 'metric-unavailable',
    });
  });
});
