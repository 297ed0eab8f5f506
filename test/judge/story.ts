import type { LatencyGate, RatioGate } from '../../src/judge/gate';
import type { Count, Observations, Period } from '../../src/judge/observation';

export const minute = 60_000;
export const noon = Date.parse('2026-01-05T12:00:00.000Z');

export const fiveHundreds: RatioGate = {
  kind: 'ratio',
  id: '5xx',
  metric: 'Invocation5XXErrors',
  limit: 0.001,
  passLimit: 0.005,
  minimum: { requests: 736, periods: 10 },
  alpha: 0.005,
};

export const fourHundreds: RatioGate = {
  ...fiveHundreds,
  id: '4xx',
  metric: 'Invocation4XXErrors',
  limit: 0.01,
  passLimit: 0.05,
  alpha: 0.001,
};

export const tail: LatencyGate = {
  kind: 'latency',
  id: 'p99',
  metric: 'ModelLatency',
  quantile: 0.99,
  increase: 0.2,
  minimum: { requests: 300, periods: 2 },
  alpha: 0.002,
};

export const median: LatencyGate = {
  ...tail,
  id: 'p50',
  quantile: 0.5,
  minimum: { requests: 200, periods: 2 },
};

export type Row = readonly [candidate: Count, stable?: Count];

export const count = (n: number, x = 0): Count => ({ n, x });

/** A bake of whole periods with these counts, all of them observed unless more were expected. */
export function bake(
  rows: readonly Row[],
  more: Partial<Observations> & { readonly seconds?: number } = {},
): Observations {
  const { seconds = 60, ...rest } = more;
  const iso = (index: number): string => new Date(noon + index * seconds * 1000).toISOString();
  const periods = rows.map(([candidate, stable = count(0)], index): Period => ({
    start: iso(index),
    seconds,
    candidate,
    stable,
  }));
  const window = { start: iso(0), end: iso(rows.length), period: seconds };
  return { window, periods, expectedPeriods: rows.length, ...rest };
}

export function repeat(times: number, ...row: Row): Row[] {
  return Array.from({ length: times }, () => row);
}
