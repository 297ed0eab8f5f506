import { seriesOf } from '../../bench/judge/error-run';
import { latencyGate } from '../../bench/judge/gates';
import { judgeErrors, judgeErrorsLookByLook } from '../../bench/judge/judged-errors';
import {
  latencyObservationsOf,
  looksOf,
  periodsBefore,
  type LatencyBake,
  type LatencyLook,
} from '../../bench/judge/judged-latency';
import { binAt, binsOf, microsOf } from '../../bench/judge/latency-arm';
import { latencyBake } from '../../bench/judge/latency-run';
import { randomFrom, type Random } from '../../bench/judge/random';
import { cells, scenarios } from '../../bench/judge/scenarios';
import { observe, queries, verdict } from '../../src/judge/judge';
import type { MetricQuery, Reading } from '../../src/judge/observation';

const seed = 5;

describe('one run over a bake says what a look after each period would have said', () => {
  const ids = ['at-limit', 'shared', 'bad-0.003', 'bad-0.01', 'bad-1', 'half-missing'];
  const played = scenarios
    .filter(({ id }) => ids.includes(id))
    .flatMap((scenario) =>
      cells.filter(({ share }) => share === 0.05).map((cell) => ({ scenario, cell })),
    );

  test.each(played)('$scenario.title, $cell.rps/s', ({ scenario, cell }) => {
    const series = seriesOf({ cell, scenario, seed }, 1);

    expect(judgeErrors(series)).toEqual(judgeErrorsLookByLook(series));
  });

  test('and these bakes end in all ways', () => {
    const endings = played.map(({ scenario, cell }) =>
      Object.keys(judgeErrors(seriesOf({ cell, scenario, seed }, 1))).join(),
    );

    expect(new Set(endings)).toEqual(new Set(['', 'passedAt', 'rolledBackAt']));
  });
});

/** What CloudWatch would answer at a look, from the bins of both arms. */
function answer(
  { candidate, stable, startsAt }: LatencyBake,
  { periods }: LatencyLook,
  slower: number,
) {
  const minute = 60_000;
  const origin = Date.parse('2026-01-05T12:00:00.000Z') + startsAt * minute;
  return ({ id, arm, stat, period, start, end }: MetricQuery): Reading => {
    const [own, shift, before] =
      arm === 'stable' ? [stable, 0, periodsBefore] : [candidate, slower, 0];
    const points: { at: string; value: number }[] = [];
    for (let at = Date.parse(start); at < Date.parse(end); at += period * 1000) {
      const first = Math.max(-before, (at - origin) / minute);
      const last = Math.min(periods, (at - origin) / minute + period / 60);
      if (last <= first) continue;
      let [requests, above] = [0, 0];
      const limit = /^TC\((\d+):\)$/.exec(stat)?.[1];
      for (let index = first; index < last; index += 1) {
        requests += own.requests(before + index);
        if (limit) above += own.above(before + index, binAt(Number(limit)) - shift);
      }
      const quantile = Number(/^p([\d.]+)$/.exec(stat)?.[1]) / 100;
      const bin = own.percentile(quantile, before + first, before + last) ?? 0;
      const value = stat === 'SampleCount' ? requests : limit ? above : microsOf(bin + shift);
      points.push({ at: new Date(at).toISOString(), value });
    }
    return { id, points };
  };
}

describe('a look at latencies is what the judge asks for and observes', () => {
  test.each(
    [10, 100].flatMap((rps) => [1, 6, 7, 13, 22, 30].map((periods) => [rps, periods] as const)),
  )('%i/s after %i periods', (rps, periods) => {
    const bake = latencyBake({ rps, seed }, periods);
    const look = looksOf(bake)[periods - 1]!;
    const slower = binsOf(1.5);
    const read = answer(bake, look, slower);
    const context = { stableServes: true, exceedance: 'counts' } as const;
    const readings: Reading[] = [];
    for (let round = 0; round < 3; round += 1)
      readings.push(...queries(latencyGate, look.window, context, readings).map(read));

    const asked = observe(latencyGate, look.window, context, readings);
    const short = latencyObservationsOf(bake, look, slower);

    expect(queries(latencyGate, look.window, context, readings)).toEqual([]);
    expect(short.periods.map(({ candidate, stable }) => [candidate, stable])).toEqual(
      asked.periods.map(({ candidate, stable }) => [candidate, stable]),
    );
    expect(short.comparator?.requests).toBe(asked.comparator?.requests);
    expect(verdict(latencyGate, short, { final: true }).reason).toBe(
      verdict(latencyGate, asked, { final: true }).reason,
    );
  });
});

describe('the draws have the distribution they are named after', () => {
  const draws = 20_000;
  const phi = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const above = 1.6448536269514722;
  const tailMean = phi(above) / 0.05;

  test.each<[string, (random: Random) => number, number, number]>([
    ['uniform', (random) => random.uniform(), 1 / 2, 1 / 12],
    ['normal', (random) => random.normal(), 0, 1],
    [
      'upper 5 % of a normal',
      (random) => random.normalAbove(above),
      tailMean,
      1 + above * tailMean - tailMean ** 2,
    ],
    ['Poisson of 0.03', (random) => random.poisson(0.03), 0.03, 0.03],
    ['Poisson of 5', (random) => random.poisson(5), 5, 5],
    ['Poisson of 12', (random) => random.poisson(12), 12, 12],
    ['Poisson of 57,000', (random) => random.poisson(57_000), 57_000, 57_000],
    ['geometric of 1/5', (random) => random.geometric(1 / 5), 5, 20],
  ])('%s', (_, draw, mean, variance) => {
    const random = randomFrom(1, 2, 3);
    const values = Array.from({ length: draws }, () => draw(random));
    const found = values.reduce((total, value) => total + value, 0) / draws;
    const spread = values.reduce((total, value) => total + (value - found) ** 2, 0) / draws;

    expect(Math.abs(found - mean)).toBeLessThan(5 * Math.sqrt(variance / draws));
    expect(spread / variance).toBeGreaterThan(0.8);
    expect(spread / variance).toBeLessThan(1.2);
  });

  test('streams of neighbouring keys have nothing in common', () => {
    const starts = Array.from({ length: 1000 }, (_, key) => randomFrom(1, key).uniform());

    expect(new Set(starts).size).toBe(1000);
    expect(starts.filter((value) => value < 0.5).length / 1000).toBeCloseTo(0.5, 1);
  });
});
