import type { RequestLine } from '../log-line';

/** What one variant served, or was mirrored, in the seconds since `from`. */
export interface Served {
  readonly requests: number;
  readonly failed: number;
}

/** What one variant served in ten seconds. */
export interface CurvePoint {
  /** Start, ms. */
  readonly at: number;
  readonly requests: number;
  readonly failed: number;
  /** The model's time, ms. */
  readonly p50: number;
  readonly p99: number;
}

/** One version on one variant; a variant of the same name in a new fleet is another series. */
export interface TrafficSeries {
  readonly variant: string;
  readonly version: string;
  readonly mirrored: boolean;
  readonly points: readonly CurvePoint[];
  servedSince(from: number): Served;
}

const pointMs = 10_000;
/** Single seconds are kept this long, points as long as the page draws them, ms. */
const secondsKeptMs = 70_000;
export const curveMs = 900_000;

/** The last quarter of an hour of an endpoint's traffic, from the requests the log tells of. */
export class TrafficWindow {
  readonly #series = new Map<string, Series>();

  record(line: RequestLine, at: number): void {
    const { variant, version, mirrored } = line;
    const key = JSON.stringify([variant, version, mirrored]);
    const series = this.#series.get(key) ?? new Series(variant, version, mirrored);
    this.#series.set(key, series);
    const isGood = mirrored ? line.status >= 200 && line.status < 300 : line.answered === 200;
    series.add(at, line.ms, !isGood);
  }

  /** Series with anything to show, in the order they first served. */
  series(now: number): readonly TrafficSeries[] {
    for (const [key, series] of this.#series) {
      series.close(now);
      if (series.isOver(now)) this.#series.delete(key);
    }
    return [...this.#series.values()];
  }
}

class Series implements TrafficSeries {
  #seconds: { readonly at: number; requests: number; failed: number }[] = [];
  #points: CurvePoint[] = [];
  #open: { at: number; ms: number[]; failed: number } | undefined;

  constructor(
    readonly variant: string,
    readonly version: string,
    readonly mirrored: boolean,
  ) {}

  get points(): readonly CurvePoint[] {
    return this.#points;
  }

  add(at: number, ms: number, isFailure: boolean): void {
    this.close(at);
    this.#open ??= { at: at - (at % pointMs), ms: [], failed: 0 };
    this.#open.ms.push(ms);
    const second = at - (at % 1000);
    let last = this.#seconds.at(-1);
    if (last?.at !== second) {
      last = { at: second, requests: 0, failed: 0 };
      this.#seconds = this.#seconds.filter((one) => one.at > at - secondsKeptMs);
      this.#seconds.push(last);
    }
    last.requests += 1;
    if (!isFailure) return;
    last.failed += 1;
    this.#open.failed += 1;
  }

  /** Makes a point of the ten seconds that are over; what is older than the page draws goes. */
  close(now: number): void {
    const open = this.#open;
    if (open === undefined || now < open.at + pointMs) return;
    this.#open = undefined;
    const sorted = Float64Array.from(open.ms).sort();
    const rank = (ratio: number): number => sorted[Math.ceil(ratio * sorted.length) - 1] ?? 0;
    this.#points = this.#points.filter(({ at }) => at > now - curveMs);
    const { at, failed } = open;
    this.#points.push({ at, requests: sorted.length, failed, p50: rank(0.5), p99: rank(0.99) });
  }

  isOver(now: number): boolean {
    const last = this.#open?.at ?? this.#points.at(-1)?.at ?? 0;
    return last <= now - curveMs;
  }

  servedSince(from: number): Served {
    const counted = this.#seconds.filter(({ at }) => at >= from);
    return {
      requests: counted.reduce((sum, { requests }) => sum + requests, 0),
      failed: counted.reduce((sum, { failed }) => sum + failed, 0),
    };
  }
}
