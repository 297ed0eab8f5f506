import type { Window } from './observation';

// CloudWatch keeps points below one minute for three hours; the margin is for settling and a late read.
const fineWindowMs = 2.5 * 3_600_000;
const minute = 60_000;

/** The whole CloudWatch periods inside a window, ms; those cut by its start or end also hold other traffic. */
export interface PeriodGrid {
  readonly periodMs: number;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly starts: readonly number[];
}

/** Windows too long for sub-minute points are judged by the minute. */
export function periodGrid({ start, end, period }: Window): PeriodGrid {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const periodMs = judgedPeriodMs(to - from, period);
  const first = Math.ceil(from / periodMs) * periodMs;
  const count = Math.max(0, Math.floor((to - first) / periodMs));
  const starts = Array.from({ length: count }, (_, index) => first + index * periodMs);
  return { periodMs, start: first, end: first + count * periodMs, starts };
}

/** Milliseconds of a period of a window this long, asked for with this period, seconds. */
export function judgedPeriodMs(windowMs: number, period: number): number {
  return windowMs > fineWindowMs ? Math.max(period * 1000, minute) : period * 1000;
}

/**
 * Blocks that hold a window, for one quantile over all of it: a quantile of a window is not the mean of its
 * periods' quantiles. Periods over 30 s must be whole minutes, and CloudWatch starts them at multiples of
 * themselves or at the query's start: aligned to both, a window lies in one block or across two.
 */
export function blockGrid({ start, end }: Window, daysBack = 0): PeriodGrid {
  const shift = daysBack * 86_400_000;
  const [from, to] = [Date.parse(start) - shift, Date.parse(end) - shift];
  const periodMs = Math.max(1, Math.ceil((to - from) / minute)) * minute;
  const first = Math.floor(from / periodMs) * periodMs;
  const count = Math.ceil((to - first) / periodMs);
  const starts = Array.from({ length: count }, (_, index) => first + index * periodMs);
  return { periodMs, start: first, end: first + count * periodMs, starts };
}

/** The start of the block that shares most time with the window. */
export function mainBlock({ start, end }: Window, grid: PeriodGrid, daysBack = 0): number {
  const shift = daysBack * 86_400_000;
  const [from, to] = [Date.parse(start) - shift, Date.parse(end) - shift];
  const shared = (block: number) => Math.min(block + grid.periodMs, to) - Math.max(block, from);
  return grid.starts.reduce(
    (best, block) => (shared(block) > shared(best) ? block : best),
    grid.start,
  );
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
