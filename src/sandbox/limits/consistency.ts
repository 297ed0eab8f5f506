import type { Guard } from '../control/recording-door';
import { arnOf, invalid } from '../sagemaker/names';
import type { World } from '../sagemaker/world';
import { isRecord } from '../wire/exchange';
import type { Call } from '../wire/operation';

/**
 * SageMaker reads what it needs for CreateEndpoint, UpdateEndpoint and CreateEndpointConfig from a
 * store that is eventually consistent (CreateEndpoint, API reference): a config or model just made is
 * not there yet, while Describe shows it. For `seconds`; 0 makes all of it consistent.
 */
export function createConsistencyDelay(world: World, seconds: number): Guard {
  if (seconds === 0) return () => undefined;
  const made = { configs: new Newcomers(seconds * 1000), models: new Newcomers(seconds * 1000) };
  return ({ service, operation, input, caller }) => {
    if (service !== 'sagemaker') return;
    const config = input.EndpointConfigName;
    if (operation === 'CreateModel') made.models.add(input.ModelName, world.models);
    if (operation === 'CreateEndpoint' || operation === 'UpdateEndpoint') {
      if (!made.configs.has(config)) return;
      const arn = arnOf(caller, 'endpoint-config', config);
      throw invalid(`Could not find endpoint configuration "${arn}".`);
    }
    if (operation !== 'CreateEndpointConfig') return;
    for (const model of modelsOf(input)) {
      if (!made.models.has(model)) continue;
      throw invalid(`Could not find model "${arnOf(caller, 'model', model)}".`);
    }
    made.configs.add(config, world.configs);
  };
}

/** Names that calls have asked to create of late; what a seed has put there was always there. */
class Newcomers {
  readonly #since = new Map<string, number>();

  constructor(private readonly forMs: number) {}

  add(name: unknown, existing: ReadonlyMap<string, unknown>): void {
    if (typeof name === 'string' && !existing.has(name)) this.#since.set(name, Date.now());
  }

  has(name: unknown): name is string {
    for (const [old, at] of this.#since) {
      if (Date.now() - at >= this.forMs) this.#since.delete(old);
    }
    return typeof name === 'string' && this.#since.has(name);
  }
}

function modelsOf(input: Call['input']): readonly unknown[] {
  const lists = [input.ProductionVariants, input.ShadowProductionVariants];
  const variants = lists.flatMap((list) => (Array.isArray(list) ? list.filter(isRecord) : []));
  return variants.map(({ ModelName }) => ModelName);
}
