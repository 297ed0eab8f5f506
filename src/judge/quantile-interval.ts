import type { LatencyGate } from './gate';
import type { Arm, MetricQuery } from './observation';
import type { PeriodGrid } from './period-grid';
import { forPeople, percentileOf, query, type ReadingIndex } from './readings';
import { quantileRanks } from './statistics/quantile-ranks';

/** What a quantile lies between with 95 % confidence, microseconds; too few requests leave out an end. */
export interface QuantileInterval {
  readonly low?: number;
  readonly high?: number;
}

/** Chance that an interval misses the true quantile, half of it at each end. */
const intervalError = 0.05;

/**
 * The neighbouring percentiles whose values enclose the quantile of `n` requests. They are asked for outward, by
 * less than a rank: the interval then holds by nearest ranks and where percentiles are interpolated alike.
 */
export function enclosingQueries(
  gate: LatencyGate,
  { arm, grid, n }: { readonly arm: Arm; readonly grid: PeriodGrid; readonly n: number },
): MetricQuery[] {
  const whole = Math.floor(n);
  const { lower = 0, upper } = quantileRanks(whole, gate.quantile, intervalError);
  const ask = (end: string, share: number): MetricQuery =>
    forPeople(query(gate, `${arm}_${end}`, { arm, stat: percentileOf(share), grid }));
  return [
    ...(lower > 1 ? [ask('low', (lower - 1) / whole)] : []),
    ...(upper === undefined ? [] : [ask('high', upper / whole)]),
  ];
}

/** The interval of an arm's quantile in the block that starts then; undefined where neither end is known. */
export function quantileInterval(
  index: ReadingIndex,
  arm: Arm,
  block: number,
): QuantileInterval | undefined {
  const low = index.value(`${arm}_low`, block);
  const high = index.value(`${arm}_high`, block);
  if (low === undefined && high === undefined) return undefined;
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
}
