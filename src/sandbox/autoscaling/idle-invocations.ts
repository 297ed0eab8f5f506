import type { Scaling } from './scaling';
import { keyOf, variantOf, type TargetId } from './target-id';

/** After the end of a period its requests have been published. */
const settledMs = 1_000;

/**
 * A registered variant without traffic publishes InvocationsPerInstance 0, so that it scales in
 * (SageMaker's guide, "Auto scaling policy overview"); other variants publish nothing.
 */
export class IdleInvocations {
  /** Start of the last period that was looked at, ms, by target key. */
  readonly #seen = new Map<string, number>();

  constructor(
    private readonly scaling: Scaling,
    /** From the end of a period to its points being visible, ms. */
    private readonly delayMs: number,
  ) {}

  tick(): void {
    for (const [key, target] of this.scaling.targets) this.#look(key, target);
    for (const key of this.#seen.keys()) if (!this.scaling.targets.has(key)) this.#seen.delete(key);
  }

  #look(key: string, target: TargetId): void {
    const { clock, metrics, variants } = this.scaling;
    const { endpoint, variant } = variantOf(target) ?? {};
    const capacity = variants.capacity(target);
    if (capacity === undefined || endpoint === undefined || variant === undefined) return;
    const { metricPeriodMs: length } = capacity;
    const at = Math.floor((clock.now() - settledMs) / length) * length - length;
    const last = this.#seen.get(keyOf(target)) ?? -Infinity;
    if (at <= last) return;
    this.#seen.set(key, at);
    // The period in which the target was registered began without it.
    if (last === -Infinity) return;
    const metric = {
      namespace: 'AWS/SageMaker',
      metric: 'InvocationsPerInstance',
      dimensions: { EndpointName: endpoint, VariantName: variant },
    };
    const known = metrics.read({ ...metric, start: at, end: at + length, now: Infinity });
    if (known.length > 0) return;
    metrics.record({ ...metric, at, visibleAt: at + length + this.delayMs, values: [0] });
  }
}
