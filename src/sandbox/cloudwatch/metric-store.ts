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
}

export interface Clock {
  now(): number;
}

/** Keeps what was really measured; statistics are computed when read. */
export class MetricStore {
  readonly #data: Datum[] = [];

  constructor(readonly clock: Clock = Date) {}

  record(datum: Datum): void {
    this.#data.push(datum);
  }
}
