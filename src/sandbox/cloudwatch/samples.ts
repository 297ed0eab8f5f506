import { bucketOf, middleOf } from './bucket';

/** Values of samples, each with how often it was seen. */
export interface SampleList {
  readonly values: readonly number[];
  /** Once each when absent. */
  readonly counts?: readonly number[];
  /** Of the samples as they were, where values stand for others near them. */
  readonly sum?: number;
}

/**
 * Collects samples in memory that does not grow with their number: where they have many different
 * values, all but the least and the greatest are rounded by 0.25 % at most.
 */
export class Samples {
  /** By value, and by bucket once there are too many values. */
  #counts = new Map<number, number>();
  #isRounded = false;
  #sum = 0;
  #least = Infinity;
  #greatest = -Infinity;

  /** So many different values are kept as they are; a thousand that a client knows come back to it. */
  constructor(private readonly mostExact = 1_024) {}

  add(value: number, count = 1): void {
    if (count <= 0) return;
    this.#sum += value * count;
    this.#least = Math.min(this.#least, value);
    this.#greatest = Math.max(this.#greatest, value);
    this.#count(this.#isRounded ? bucketOf(value) : value, count);
    if (!this.#isRounded && this.#counts.size > this.mostExact) this.#round();
  }

  addAll({ values, counts, sum }: SampleList): void {
    if (sum !== undefined) this.#round();
    const before = this.#sum;
    values.forEach((value, index) => this.add(value, counts?.[index] ?? 1));
    if (sum !== undefined) this.#sum = before + sum;
  }

  /** Everything collected so far, by ascending value. */
  get list(): SampleList {
    const sorted = [...this.#counts].sort(([a], [b]) => a - b);
    const keys = sorted.map(([key]) => key);
    const counts = sorted.map(([, count]) => count);
    if (this.#isRounded && keys.length > 0) return this.#rounded(keys, counts);
    return { values: keys, ...(counts.some((count) => count !== 1) && { counts }) };
  }

  #rounded(buckets: readonly number[], counts: readonly number[]): SampleList {
    const [least, greatest, sum] = [this.#least, this.#greatest, this.#sum];
    if (buckets.length === 1) {
      const half = (counts[0] ?? 0) / 2;
      return { values: [least, greatest], counts: [half, half], sum };
    }
    const between = buckets.slice(1, -1).map(middleOf);
    return { values: [least, ...between, greatest], counts, sum };
  }

  #count(key: number, count: number): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
  }

  #round(): void {
    if (this.#isRounded) return;
    const exact = this.#counts;
    this.#isRounded = true;
    this.#counts = new Map();
    for (const [value, count] of exact) this.#count(bucketOf(value), count);
  }
}
