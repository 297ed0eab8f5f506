import { allowedAbove, type LatencyGate } from './gate';
import type { Arm, Count, MetricQuery } from './observation';
import type { PeriodGrid } from './period-grid';
import { percentileOf, query, type ReadingIndex } from './readings';

// Shares of requests above a percentile: multiples of the allowed one, and some for when most are slow.
const multiples = [0.25, 0.5, 0.75, 0.9, 1, 1.5, 2, 3, 4, 6, 8, 10, 15, 30];
const coarse = [0.75, 0.9];
/** What a product of doubles may be off a whole number of requests. */
const hair = 1e-9;

/**
 * Where CloudWatch does not count requests above a limit, neighbouring percentiles bracket their number: p98
 * above the limit means that at least 2 % are, p99 within it that at most 1 % are.
 */
export function bracketQueries(gate: LatencyGate, arm: Arm, grid: PeriodGrid): MetricQuery[] {
  return shares(gate).map((share, index) =>
    query(gate, `${arm}_bracket_${index}`, { arm, stat: percentileOf(1 - share), grid }),
  );
}

/** Least and most requests above the limit in one period; undefined where a percentile is missing. */
export function bracketOf(
  gate: LatencyGate,
  index: ReadingIndex,
  ask: {
    readonly arm: Arm;
    readonly at: number;
    readonly n: number | undefined;
    readonly threshold: number;
  },
): Count | undefined {
  if (ask.n === undefined) return undefined;
  let [least, most] = [0, 1];
  for (const [position, share] of shares(gate).entries()) {
    const value = index.value(`${ask.arm}_bracket_${position}`, ask.at);
    if (value === undefined) return undefined;
    if (value > ask.threshold) least = Math.max(least, share);
    else most = Math.min(most, share);
  }
  const x = Math.floor(least * ask.n + hair);
  return { n: ask.n, x, most: Math.max(0, Math.ceil(most * ask.n - hair)) };
}

/** From none, the slowest request, on; ascending. */
function shares(gate: LatencyGate): readonly number[] {
  const scaled = multiples
    .map((multiple) => multiple * allowedAbove(gate))
    .filter((share) => share < 0.7);
  return [0, ...scaled, ...coarse];
}
