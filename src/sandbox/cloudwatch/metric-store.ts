import { pack, unpack } from './packed-samples';
import type { Point } from './point';
import { Points } from './points';
import { Samples, type SampleList } from './samples';
import type { StatisticSet } from './statistic-set';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** Samples of one metric in one publishing period. */
export interface Datum extends MetricId, SampleList {
  /** Start of the period, ms. */
  readonly at: number;
  /** When readers may see it, ms: CloudWatch publishes some time after the period has closed. */
  readonly visibleAt: number;
  /** CloudWatch's unit; `None` when absent. A reader that names another unit sees no data. */
  readonly unit?: string;
  /** Pre-aggregated figures, published in place of values: percentiles are lost with them. */
  readonly set?: StatisticSet;
}

export interface MetricId {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
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
  readonly points: Points;
}

/** Keeps what was really measured, as samples; statistics are computed when read. */
export class MetricStore {
  readonly #series = new Map<string, Series>();
  /** Set by who keeps what is recorded. */
  heard: (datum: Datum) => void = () => {};

  constructor(readonly clock: Clock = Date) {}

  record(datum: Datum): void {
    const { at, visibleAt, unit = 'None', set } = datum;
    const samples = new Samples();
    samples.addAll(datum);
    const point = { at, visibleAt, unit, samples: pack(samples.list), set };
    this.#open(datum).points.add(point, this.clock.now());
    this.heard(datum);
  }

  /** Every point that is kept. */
  data(): readonly Datum[] {
    return [...this.#series.values()].flatMap(({ id, points }) =>
      points.all.map(({ at, visibleAt, unit, samples, set }) => ({
        ...id,
        at,
        visibleAt,
        unit,
        ...unpack(samples),
        ...(set && { set }),
      })),
    );
  }

  /** Visible points with exactly these dimensions and, when named, this unit; oldest first. */
  read({ start, end, now, unit, ...id }: PointQuery): readonly Point[] {
    const points = this.#series.get(keyOf(id))?.points.between(start, end) ?? [];
    return points.filter(
      (point) => point.visibleAt <= now && (unit === undefined || unit === point.unit),
    );
  }

  /** Metrics with a visible point at or after `since` (ms), in the order they first appeared. */
  list(since: number): readonly MetricId[] {
    const now = this.clock.now();
    return [...this.#series.values()]
      .filter(({ points }) =>
        points.all.some((point) => point.at >= since && point.visibleAt <= now),
      )
      .map(({ id }) => id);
  }

  #open({ namespace, metric, dimensions }: MetricId): Series {
    const id = { namespace, metric, dimensions };
    const key = keyOf(id);
    const existing = this.#series.get(key);
    if (existing !== undefined) return existing;
    const series = { id, points: new Points() };
    this.#series.set(key, series);
    return series;
  }
}

function keyOf({ namespace, metric, dimensions }: MetricId): string {
  const pairs = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, metric, pairs]);
}
