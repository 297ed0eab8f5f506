import type { Point } from '../observation';

/** How much production is expected to get, and from what that is known. */
export type Traffic =
  | { readonly basis: 'unknown' }
  | {
      /** `hours`: whole ones of the last week; `recent`: an endpoint too young for that. */
      readonly basis: 'hours' | 'recent';
      readonly requestsPerSecond: number;
      /** Seconds of traffic that this was taken from. */
      readonly seenSeconds: number;
    };

const hour = 3_600_000;
const day = 24 * hour;

/** Nine of ten hours had more. */
const lowQuantile = 0.1;
/** Fewer hours of the planned time of day than these say less than all the others. */
const fewestHours = 3;
/** Fewer recent periods say nothing at all. */
const fewestPeriods = 3;

/** When the release will run, ISO and seconds from then on. */
export interface PlannedTime {
  readonly at: string;
  readonly seconds: number;
}

/** From hourly sums of requests: the 10 % quantile of the hours at the planned time of day, else of all. */
export function trafficOfHours(sums: readonly Point[], planned: PlannedTime): Traffic {
  const hours = wholePeriods(sums, hour, Date.parse(planned.at));
  const alike = hours.filter(({ at }) => isPlanned(at, planned));
  const taken = alike.length >= fewestHours ? alike : hours;
  return taken.length === 0 ? { basis: 'unknown' } : known('hours', taken, hour);
}

/** From sums over short periods, up to when they are settled: what is known of a young endpoint. */
export function trafficOfPeriods(
  sums: readonly Point[],
  periodSeconds: number,
  settledAt: string,
): Traffic {
  const periodMs = 1000 * periodSeconds;
  const periods = wholePeriods(sums, periodMs, Date.parse(settledAt));
  if (periods.length < fewestPeriods) return { basis: 'unknown' };
  return known('recent', periods, periodMs);
}

interface Whole {
  readonly at: number;
  readonly requests: number;
}

/** Periods after the first seen, which may have begun late, up to `end`; SageMaker publishes no point for silence. */
function wholePeriods(sums: readonly Point[], periodMs: number, end: number): Whole[] {
  const byTime = new Map<number, number>();
  for (const { at, value } of sums) {
    const time = Date.parse(at);
    if (Number.isFinite(time) && Number.isFinite(value) && value >= 0) byTime.set(time, value);
  }
  const first = [...byTime.keys()].reduce((least, time) => Math.min(least, time), Infinity);
  const wholes: Whole[] = [];
  if (end - first > 40 * day) return wholes;
  for (let at = first + periodMs; at + periodMs <= end; at += periodMs)
    wholes.push({ at, requests: byTime.get(at) ?? 0 });
  return wholes;
}

function isPlanned(at: number, planned: PlannedTime): boolean {
  const start = Date.parse(planned.at);
  // How long after the start's time of day the hour begins; one that began before may still hold it.
  const after = (((at - start) % day) + day) % day;
  return after < planned.seconds * 1000 || after > day - hour;
}

function known(basis: 'hours' | 'recent', wholes: readonly Whole[], periodMs: number): Traffic {
  const sorted = wholes.map(({ requests }) => requests).sort((a, b) => a - b);
  const low = sorted[Math.floor(lowQuantile * (sorted.length - 1))] ?? 0;
  return {
    basis,
    requestsPerSecond: Number(((1000 * low) / periodMs).toPrecision(4)),
    seenSeconds: (wholes.length * periodMs) / 1000,
  };
}
