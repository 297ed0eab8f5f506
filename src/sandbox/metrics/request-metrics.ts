import type { MetricStore } from '../cloudwatch/metric-store';
import { Samples } from '../cloudwatch/samples';
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

/** What one variant of an endpoint served in one period; one sample a request. */
interface Period {
  readonly endpoint: string;
  readonly variant: string;
  /** Named only beside the same figures without it, while two fleets of a deployment are compared. */
  readonly config: string | undefined;
  /** Start and length, ms. */
  readonly at: number;
  readonly lengthMs: number;
  readonly invocations: Samples;
  readonly clientErrors: Samples;
  readonly serverErrors: Samples;
  readonly modelErrors: Samples;
  readonly perInstance: Samples;
  readonly modelMicros: Samples;
  readonly overheadMicros: Samples;
}

/** So many times of a period are kept as they are: more of them cost the memory of each request. */
const mostTimes = 256;

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
    period.invocations.add(1);
    period.clientErrors.add(status >= 400 && status < 500 ? 1 : 0);
    period.serverErrors.add(status >= 500 ? 1 : 0);
    // Counts every way a container can fail: error answers, broken connections, time-outs.
    period.modelErrors.add(status >= 200 && status < 300 ? 0 : 1);
    const healthy = variant.instances.filter(({ isHealthy }) => isHealthy).length;
    period.perInstance.add(1 / Math.max(healthy, 1));
    period.modelMicros.add(modelMs * 1000);
    period.overheadMicros.add(overheadMs * 1000);
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
      invocations: new Samples(),
      clientErrors: new Samples(),
      serverErrors: new Samples(),
      modelErrors: new Samples(),
      perInstance: new Samples(),
      modelMicros: new Samples(mostTimes),
      overheadMicros: new Samples(mostTimes),
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
    const publish = (metric: string, samples: Samples, unit = 'None') =>
      this.store.record({ ...common, metric, ...samples.list, unit });
    publish('Invocations', period.invocations);
    publish('Invocation4XXErrors', period.clientErrors);
    publish('Invocation5XXErrors', period.serverErrors);
    publish('InvocationModelErrors', period.modelErrors);
    publish('InvocationsPerInstance', period.perInstance);
    publish('ModelLatency', period.modelMicros, 'Microseconds');
    publish('OverheadLatency', period.overheadMicros, 'Microseconds');
  }
}
