import { merged, type Point } from './point';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** AWS keeps points below one minute for three hours only. */
export const subMinuteRetentionMs = 3 * hourMs;

/** AWS keeps one-minute points for 15 days; the sandbox keeps nothing longer. */
const retentionMs = 15 * 24 * hourMs;

/**
 * The points of one metric, oldest first. Those of the same time are one, and so are those of the
 * same minute when nobody can ask for less: how much is kept does not depend on how much is published.
 */
export class Points {
  readonly #points: Point[] = [];
  /** What began before this time, ms, has been merged by the minute. */
  #merged = -Infinity;

  add(point: Point, now: number): void {
    const at = keptAt(point, now);
    this.#points.splice(this.#from(at + 1), 0, { ...point, at });
    this.#merge(at, at + 1, now);
    this.#merge(this.#merged, wholeBefore(now), now);
    this.#merged = wholeBefore(now);
    const expired = this.#from(now - retentionMs);
    if (expired > 0) this.#points.splice(0, expired);
  }

  /** From `start` to `end`, ms, exclusive. */
  between(start: number, end: number): readonly Point[] {
    return this.#points.slice(this.#from(start), this.#from(end));
  }

  get all(): readonly Point[] {
    return this.#points;
  }

  /** Merges what began in this time and can be seen. */
  #merge(start: number, end: number, now: number): void {
    const [first, last] = [this.#from(start), this.#from(end)];
    if (last - first < 1) return;
    const groups = new Map<string, [Point, ...Point[]]>();
    for (const [index, point] of this.#points.slice(first, last).entries()) {
      // What is not visible yet must not show, nor hold back what is.
      const key = point.visibleAt > now ? `${index}` : `${keptAt(point, now)} ${point.unit}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [point]);
      else group.push(point);
    }
    const points = [...groups.values()].map((group) => {
      const at = keptAt(group[0], now);
      return group.length === 1 ? { ...group[0], at } : merged(at, group);
    });
    this.#points.splice(first, last - first, ...points);
  }

  /** Index of the first point at or after a time. */
  #from(at: number): number {
    let low = 0;
    let high = this.#points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#points[middle]!.at < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const minuteOf = (at: number): number => Math.floor(at / minuteMs) * minuteMs;

/** Points before this time are only asked for by whole minutes, ms. */
const wholeBefore = (now: number): number => minuteOf(now - subMinuteRetentionMs);

const keptAt = ({ at }: Point, now: number): number => (at < wholeBefore(now) ? minuteOf(at) : at);
