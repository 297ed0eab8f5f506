export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** Raw values of one metric in one publishing period. */
export interface Datum {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Start of the period, ms. */
  readonly at: number;
  readonly values: readonly number[];
  /** When readers may see it, ms: CloudWatch publishes some time after the period has closed. */
  readonly visibleAt: number;
  /** CloudWatch's unit; `None` when absent. A reader that names another unit sees no data. */
  readonly unit?: string;
  /** How often each of `values` was seen; once each when absent. */
  readonly counts?: readonly number[];
  /** Pre-aggregated figures, published in place of values: percentiles are lost with them. */
  readonly set?: StatisticSet;
}

export interface StatisticSet {
  readonly sampleCount: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

export interface MetricId {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface Point {
  readonly at: number;
  readonly visibleAt: number;
  readonly unit: string;
  readonly values: Float64Array;
  readonly counts: Float64Array | undefined;
  readonly set: StatisticSet | undefined;
}

export interface PointQuery extends MetricId {
  readonly unit?: string | undefined;
  /** Inclusive, ms. */
  readonly start: number;
  /** Exclusive, ms. */
  readonly end: number;
  /** Points not yet visible at this time are left out, ms. */
  readonly now: number;
}

interface Series {
  readonly id: MetricId;
  readonly points: Point[];
}

/** AWS keeps one-minute points for 15 days; the sandbox keeps nothing longer. */
const retentionMs = 15 * 24 * 3_600_000;

/** Keeps what was really measured, as raw values; statistics are computed when read. */
export class MetricStore {
  readonly #series = new Map<string, Series>();
  /** Set by who keeps what is recorded. */
  heard: (datum: Datum) => void = () => {};

  constructor(readonly clock: Clock = Date) {}

  record(datum: Datum): void {
    const { at, visibleAt, unit = 'None', values, counts, set } = datum;
    const point = {
      at,
      visibleAt,
      unit,
      values: Float64Array.from(values),
      counts: counts && Float64Array.from(counts),
      set,
    };
    const { points } = this.#open(datum);
    points.splice(firstFrom(points, at + 1), 0, point);
    const expired = firstFrom(points, this.clock.now() - retentionMs);
    if (expired > 0) points.splice(0, expired);
    this.heard(datum);
  }

  /** Every point that is kept, as it was recorded. */
  data(): readonly Datum[] {
    return [...this.#series.values()].flatMap(({ id, points }) =>
      points.map(({ at, visibleAt, unit, values, counts, set }) => ({
        ...id,
        at,
        visibleAt,
        unit,
        values: [...values],
        ...(counts && { counts: [...counts] }),
        ...(set && { set }),
      })),
    );
  }

  /** Visible points with exactly these dimensions and, when named, this unit; oldest first. */
  read({ start, end, now, unit, ...id }: PointQuery): readonly Point[] {
    const points = this.#series.get(keyOf(id))?.points ?? [];
    return points
      .slice(firstFrom(points, start), firstFrom(points, end))
      .filter((point) => point.visibleAt <= now && (unit === undefined || unit === point.unit));
  }

  /** Metrics with a visible point at or after `since` (ms), in the order they first appeared. */
  list(since: number): readonly MetricId[] {
    const now = this.clock.now();
    return [...this.#series.values()]
      .filter(({ points }) => points.some((point) => point.at >= since && point.visibleAt <= now))
      .map(({ id }) => id);
  }

  #open({ namespace, metric, dimensions }: MetricId): Series {
    const id = { namespace, metric, dimensions };
    const key = keyOf(id);
    const existing = this.#series.get(key);
    if (existing !== undefined) return existing;
    const series = { id, points: [] };
    this.#series.set(key, series);
    return series;
  }
}

function keyOf({ namespace, metric, dimensions }: MetricId): string {
  const pairs = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, metric, pairs]);
}

/** Index of the first point at or after a time; points are kept in order of `at`. */
function firstFrom(points: readonly Point[], at: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (points[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
