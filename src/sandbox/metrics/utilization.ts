import { totalmem } from 'node:os';
import type { MetricStore } from '../cloudwatch/metric-store';
import type { Fleet, Variant } from '../fleet/variant';
import type { Usage } from '../models/container';
import type { Instance } from '../models/instance';
import type { Endpoint } from '../sagemaker/endpoint';

/** CPU and memory of the model processes, published for every period of each serving fleet. */
export class Utilization {
  readonly #published = new WeakMap<Fleet, number>();
  readonly #last = new WeakMap<Instance, Usage>();

  constructor(
    private readonly store: Pick<MetricStore, 'record' | 'clock'>,
    private readonly endpoints: ReadonlyMap<string, Endpoint>,
    private readonly delayMs: number,
  ) {}

  tick(): void {
    for (const { name, fleets } of this.endpoints.values()) {
      for (const fleet of fleets) this.#measure(name, fleet);
    }
  }

  #measure(endpoint: string, fleet: Fleet): void {
    const lengthMs = fleet.utilizationPeriod * 1000;
    const now = this.store.clock.now();
    const closed = Math.floor(now / lengthMs) * lengthMs;
    if (this.#published.get(fleet) === closed) return;
    this.#published.set(fleet, closed);
    const when = { at: closed - lengthMs, visibleAt: closed + this.delayMs };
    const config = fleet.isBeingCompared === true ? fleet.config : undefined;
    for (const variant of fleet.variants) this.#publish({ endpoint, config }, variant, when);
  }

  #publish(
    { endpoint, config }: { readonly endpoint: string; readonly config: string | undefined },
    variant: Variant,
    when: { readonly at: number; readonly visibleAt: number },
  ): void {
    const measured = variant.instances.flatMap((instance) => this.#since(instance));
    if (measured.length === 0) return;
    const shared = { EndpointName: endpoint, VariantName: variant.name };
    const named = config === undefined ? [] : [{ ...shared, EndpointConfigName: config }];
    const [cpu, memory] = [measured.map((of) => of.cpu), measured.map((of) => of.memory)];
    for (const dimensions of [shared, ...named]) {
      const common = {
        namespace: '/aws/sagemaker/Endpoints',
        dimensions,
        unit: 'Percent',
        ...when,
      };
      this.store.record({ ...common, metric: 'CPUUtilization', values: cpu });
      this.store.record({ ...common, metric: 'MemoryUtilization', values: memory });
    }
  }

  /** Percent of one core and of all memory since the last look; none at the first. */
  #since(instance: Instance): readonly { readonly cpu: number; readonly memory: number }[] {
    const sample = instance.usage();
    if (sample === undefined) return [];
    const last = this.#last.get(instance);
    this.#last.set(instance, sample);
    if (last === undefined || sample.at <= last.at) return [];
    const cpu = ((sample.cpu - last.cpu) / ((sample.at - last.at) * 1000)) * 100;
    return [{ cpu: Math.max(cpu, 0), memory: (sample.memory / totalmem()) * 100 }];
  }
}
