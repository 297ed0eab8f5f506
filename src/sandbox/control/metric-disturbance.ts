import type { Datum, MetricStore } from '../cloudwatch/metric-store';

/** Which metrics of an endpoint do not come as they should. */
export interface MetricDisturbance {
  readonly endpoint: string;
  readonly variant?: string | undefined;
  readonly metric?: string | undefined;
  /** They come so much later, s; never when absent. */
  readonly seconds?: number;
}

/** Where the metrics of endpoints are published to. */
export type MetricSink = Pick<MetricStore, 'record' | 'clock'>;

/** Stands between what the sandbox measures and CloudWatch, and delays or loses what it is told to. */
export class MetricDisturbances implements MetricSink {
  readonly #inForce = new Set<MetricDisturbance>();

  constructor(private readonly store: MetricStore) {}

  get clock(): MetricStore['clock'] {
    return this.store.clock;
  }

  /** Puts one in force; gives how to end it. Points that are lost stay lost. */
  add(disturbance: MetricDisturbance): () => void {
    this.#inForce.add(disturbance);
    return () => void this.#inForce.delete(disturbance);
  }

  record(datum: Datum): void {
    let { visibleAt } = datum;
    for (const disturbance of this.#inForce) {
      if (!concerns(disturbance, datum)) continue;
      if (disturbance.seconds === undefined) return;
      visibleAt += disturbance.seconds * 1000;
    }
    this.store.record({ ...datum, visibleAt });
  }
}

function concerns(
  { endpoint, variant, metric }: MetricDisturbance,
  { dimensions, metric: name }: Datum,
): boolean {
  return (
    dimensions.EndpointName === endpoint &&
    (variant === undefined || dimensions.VariantName === variant) &&
    (metric === undefined || metric === name)
  );
}
