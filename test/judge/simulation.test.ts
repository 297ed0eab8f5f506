import type { LatencyGate } from '../../src/judge/gate';
import { verdict } from '../../src/judge/judge';
import type { Verdict } from '../../src/judge/verdict';
import { randomFrom, type Random } from './random';
import { bake, count, median, tail, type Row } from './story';

// Error rates, and p99 by the minute, are in goals.test.ts; this is what a fast release with 10 s periods rests on.
const { exp } = Math;
const measured: string[] = [];
afterAll(() => console.info(['Measured, seeded:', ...measured].join('\n  ')));

/** Share of the replicates that fail and pass. */
function rates(
  title: string,
  replicates: number,
  judge: (random: Random) => Verdict,
): { readonly fail: number; readonly pass: number } {
  const results = Array.from({ length: replicates }, (_, index) =>
    judge(randomFrom(1_000 + 7_919 * index)),
  ).map(({ result }) => result);
  const share = (wanted: string) =>
    results.filter((result) => result === wanted).length / replicates;
  const found = { fail: share('fail'), pass: share('pass') };
  const text = (ratio: number): string => `${(100 * ratio).toFixed(2)} %`;
  measured.push(
    `${title}: ${text(found.fail)} failed, ${text(found.pass)} passed (${replicates} runs)`,
  );
  return found;
}

interface Shape {
  readonly periods: number;
  readonly factor: number;
}

/** 25 % of 150 requests a second, ten-second periods, lognormal with a p99 of twice the median. */
function latencyBake(random: Random, gate: LatencyGate, { periods, factor }: Shape): Verdict {
  const draws = Array.from({ length: periods }, () => {
    // What both arms share in a period, and what the candidate's instances have for themselves.
    const common = 40_000 * exp(0.05 * random.normal());
    const own = common * factor * exp(0.03 * random.normal());
    const draw = (n: number, centre: number) =>
      Float64Array.from({ length: n }, () => centre * exp(0.298 * random.normal()));
    return {
      candidate: draw(random.poisson(375), own),
      stable: draw(random.poisson(1_125), common),
    };
  });
  const all = Float64Array.from(draws.flatMap(({ stable }) => [...stable])).sort();
  const threshold = 1.2 * all[Math.ceil(gate.quantile * all.length) - 1]!;
  const above = (values: Float64Array) =>
    count(values.length, values.filter((value) => value > threshold).length);
  const rows = draws.map(({ candidate, stable }): Row => [above(candidate), above(stable)]);
  const window = { start: '2026-01-05T12:00:00.000Z', end: '2026-01-05T12:01:00.000Z' };
  const comparator = {
    kind: 'concurrent',
    threshold,
    unit: 'µs',
    requests: all.length,
    window,
  } as const;
  const seen = bake(rows, { seconds: 10, comparator, thresholdMicros: threshold });
  return verdict(gate, seen, { final: true });
}

test.each([
  ['p50', median, 2],
  ['p50', median, 4],
  ['p99', tail, 2],
  ['p99', tail, 4],
  ['p99', tail, 6],
])('an identical candidate keeps its %s', (title, gate, periods) => {
  const { fail, pass } = rates(`${title}, identical, ${periods} × 10 s`, 300, (random) =>
    latencyBake(random, gate, { periods, factor: 1 }),
  );

  expect(fail).toBeLessThanOrEqual(0.01);
  expect(pass).toBeGreaterThanOrEqual(0.95);
});

test.each([
  ['p50', median, 3, 0.99],
  ['p99', tail, 4, 0.5],
  ['p99', tail, 6, 0.95],
])('a 60 % slower candidate fails its %s', (title, gate, periods, least) => {
  const { fail, pass } = rates(`${title}, 60 % slower, ${periods} × 10 s`, 300, (random) =>
    latencyBake(random, gate, { periods, factor: 1.6 }),
  );

  expect(fail).toBeGreaterThanOrEqual(least);
  expect(pass).toBe(0);
});

test.each([
  ['p50', median],
  ['p99', tail],
])('a candidate within the allowed increase does not fail its %s', (title, gate) => {
  const { fail } = rates(`${title}, 10 % slower, 6 × 10 s`, 300, (random) =>
    latencyBake(random, gate, { periods: 6, factor: 1.1 }),
  );

  expect(fail).toBeLessThanOrEqual(0.01);
});
