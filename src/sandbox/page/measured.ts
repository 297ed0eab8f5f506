import type { CurvePoint, TrafficSeries } from './traffic-window';

/** What one version on one variant really served, as the page shows it. */
export interface Measured {
  /** Share of the production traffic, percent; null for copies, and before anything was served. */
  readonly measuredPercent: number | null;
  readonly perSecond: number;
  readonly errorPercent: number | null;
  /** The last ten seconds that are over; null where nothing was served lately. */
  readonly last: CurvePoint | null;
}

/** The time that shares are measured over, ms. */
export interface Window {
  readonly from: number;
  readonly now: number;
}

/** A variant that has had no request for so long has no latency now, ms. */
const latelyMs = 30_000;

/** Measures one series against the production traffic of all. */
export function measure(
  series: TrafficSeries | undefined,
  all: readonly TrafficSeries[],
  { from, now }: Window,
): Measured {
  const { requests, failed } = series?.servedSince(from) ?? { requests: 0, failed: 0 };
  const last = series?.points.at(-1);
  return {
    measuredPercent: series?.mirrored === true ? null : percentOf(requests, served(all, from)),
    perSecond: requests / secondsOf({ from, now }),
    errorPercent: percentOf(failed, requests),
    last: last !== undefined && last.at > now - latelyMs ? rounded(last) : null,
  };
}

/** Never less than one: a share of half a second says nothing. */
export const secondsOf = ({ from, now }: Window): number => Math.max(1, (now - from) / 1000);

export const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : (100 * part) / whole;

/** Tenths of a millisecond are enough to look at. */
export const rounded = (point: CurvePoint): CurvePoint => ({
  ...point,
  p50: Math.round(point.p50 * 10) / 10,
  p99: Math.round(point.p99 * 10) / 10,
});

const served = (all: readonly TrafficSeries[], from: number): number =>
  all
    .filter(({ mirrored }) => !mirrored)
    .reduce((sum, one) => sum + one.servedSince(from).requests, 0);
