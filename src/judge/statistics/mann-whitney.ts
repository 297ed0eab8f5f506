import { normalUpperQuantile, normalUpperTail } from './normal';
import { nthSum } from './nth-sum';
import { ranksOf } from './ranks';

/** How far one sample lies above another, in their unit. */
export interface Shift {
  /** Two-sided p-value of "no shift"; 1 where nothing can be said. */
  readonly p: number;
  /** Hodges-Lehmann estimate; NaN without data. */
  readonly shift: number;
  /** Ends of its interval; infinite where the samples are too small for the confidence. */
  readonly lower: number;
  readonly upper: number;
}

export const unknownShift: Shift = { p: 1, shift: NaN, lower: -Infinity, upper: Infinity };

/**
 * Mann-Whitney test by its normal approximation (ties and continuity corrected), with the median of all pairwise
 * differences x - y and the interval of confidence 1 - error between two of them (Hollander and Wolfe, chapter 4).
 */
export function rankShift(x: readonly number[], y: readonly number[], error: number): Shift {
  const pairs = x.length * y.length;
  if (pairs === 0 || ![...x, ...y].every(Number.isFinite)) return unknownShift;
  const all = x.length + y.length;
  const { ranks, ties } = ranksOf([...x, ...y]);
  const sum = ranks.slice(0, x.length).reduce((total, rank) => total + rank, 0);
  const excess = Math.abs(sum - (x.length * (all + 1)) / 2);
  const variance = (pairs / 12) * (all + 1 - ties / (all * Math.max(1, all - 1)));
  const p = variance > 0 ? 2 * normalUpperTail((excess - 0.5) / Math.sqrt(variance)) : 1;
  const spread = normalUpperQuantile(error / 2) * Math.sqrt((pairs / 12) * (all + 1));
  const [above, below] = [ascending(x), ascending(y.map((value) => -value))];
  const nth = (rank: number): number => nthSum(above, below, rank);
  return {
    p: Math.min(1, p),
    ...betweenRanks(nth, pairs, Math.floor((pairs - 1) / 2 - spread) + 1),
  };
}

/** Median and the values `rank` from either end of `count` ordered ones. */
export function betweenRanks(
  nth: (rank: number) => number,
  count: number,
  rank: number,
): Omit<Shift, 'p'> {
  const shift = (nth(Math.floor((count + 1) / 2)) + nth(Math.floor(count / 2) + 1)) / 2;
  if (!(rank >= 1 && 2 * rank <= count + 1)) return { shift, lower: -Infinity, upper: Infinity };
  return { shift, lower: nth(rank), upper: nth(count + 1 - rank) };
}

export function ascending(values: readonly number[]): number[] {
  return [...values].sort((one, other) => one - other);
}
