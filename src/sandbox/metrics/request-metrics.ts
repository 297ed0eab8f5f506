import type { Datum, MetricStore } from '../cloudwatch/metric-store';
import type { Fleet, Variant } from '../fleet/variant';

export interface ServedRequest {
  readonly endpoint: string;
  readonly fleet: Fleet;
  readonly variant: Variant;
  /** What the container answered; 0 when it gave no answer. */
  readonly status: number;
  readonly modelMs: number;
  readonly overheadMs: number;
}

/** What one variant of an endpoint served in one period; one entry a request. */
interface Period {
  readonly endpoint: string;
  readonly variant: string;
  /** Named only beside the same figures without it, while two fleets of a deployment are compared. */
  readonly config: string | undefined;
  /** Start and length, ms. */
  readonly at: number;
  readonly lengthMs: number;
  readonly clientErrors: number[];
  readonly serverErrors: number[];
  readonly modelErrors: number[];
  readonly perInstance: number[];
  readonly modelMicros: number[];
  readonly overheadMicros: number[];
}

/** Collects what the data plane really served and publishes it when a period has closed. */
export class RequestMetrics {
  readonly #open = new Map<string, Period>();

  constructor(
    private readonly store: Pick<MetricStore, 'record' | 'clock'>,
    /** From the end of a period to its points being visible, ms. */
    private readonly delayMs: number,
  ) {}

  record(request: ServedRequest): void {
    this.#add(request, undefined);
    if (request.fleet.isBeingCompared === true) this.#add(request, request.fleet.config);
  }

  #add(request: ServedRequest, config: string | undefined): void {
    const { endpoint, fleet, variant, status, modelMs, overheadMs } = request;
    const period = this.#period(endpoint, variant.name, config, fleet.metricPeriod * 1000);
    period.clientErrors.push(status >= 400 && status < 500 ? 1 : 0);
    period.serverErrors.push(status >= 500 ? 1 : 0);
    // Counts every way a container can fail: error answers, broken connections, time-outs.
    period.modelErrors.push(status >= 200 && status < 300 ? 0 : 1);
    const healthy = variant.instances.filter(({ isHealthy }) => isHealthy).length;
    period.perInstance.push(1 / Math.max(healthy, 1));
    period.modelMicros.push(modelMs * 1000);
    period.overheadMicros.push(overheadMs * 1000);
  }

  /** Publishes every period that has closed; a period without requests does not exist. */
  tick(): void {
    const now = this.store.clock.now();
    for (const [key, period] of this.#open) {
      if (now < period.at + period.lengthMs) continue;
      this.#open.delete(key);
      this.#publish(period);
    }
  }

  #period(endpoint: string, variant: string, config: string | undefined, lengthMs: number): Period {
    const at = Math.floor(this.store.clock.now() / lengthMs) * lengthMs;
    const key = `${endpoint} ${variant} ${config ?? ''} ${lengthMs} ${at}`;
    const existing = this.#open.get(key);
    if (existing !== undefined) return existing;
    const period: Period = {
      endpoint,
      variant,
      config,
      at,
      lengthMs,
      clientErrors: [],
      serverErrors: [],
      modelErrors: [],
      perInstance: [],
      modelMicros: [],
      overheadMicros: [],
    };
    this.#open.set(key, period);
    return period;
  }

  #publish(period: Period): void {
    const { endpoint, variant, config, at, lengthMs } = period;
    const dimensions = {
      EndpointName: endpoint,
      VariantName: variant,
      ...(config !== undefined && { EndpointConfigName: config }),
    };
    const visibleAt = at + lengthMs + this.delayMs;
    const common = { namespace: 'AWS/SageMaker', dimensions, at, visibleAt };
    const publish = (metric: string, values: readonly number[]) =>
      this.store.record({ ...common, metric, ...counted(values) });
    publish(
      'Invocations',
      period.modelErrors.map(() => 1),
    );
    publish('Invocation4XXErrors', period.clientErrors);
    publish('Invocation5XXErrors', period.serverErrors);
    publish('InvocationModelErrors', period.modelErrors);
    publish('InvocationsPerInstance', period.perInstance);
    const publishTime = (metric: string, values: readonly number[]) =>
      this.store.record({ ...common, metric, values, unit: 'Microseconds' });
    publishTime('ModelLatency', period.modelMicros);
    publishTime('OverheadLatency', period.overheadMicros);
  }
}

/** Each value once, with how often it was seen: thousands of requests are a few ones and zeros. */
function counted(values: readonly number[]): Pick<Datum, 'values' | 'counts'> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return { values: [...counts.keys()], counts: [...counts.values()] };
}
