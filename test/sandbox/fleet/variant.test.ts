import fc from 'fast-check';
import type { Fleet, Variant } from '../../../src/sandbox/fleet/variant';
import { drawVariant, pickInstance } from '../../../src/sandbox/fleet/variant';

const variantOf = (over: Partial<Variant>): Variant => ({
  name: 'v',
  isShadow: false,
  model: 'm',
  version: 'fraud/1',
  written: { VariantName: 'v' },
  container: {},
  images: [],
  currentWeight: 1,
  desiredWeight: 1,
  desiredCount: 1,
  instances: [],
  ...over,
});

const fleetOf = (weights: readonly number[]): Fleet => ({
  config: 'c',
  settings: { EndpointConfigName: 'c', ProductionVariants: [] },
  metricPeriod: 60,
  utilizationPeriod: 60,
  variants: [
    ...weights.map((currentWeight, index) => variantOf({ name: `v${index}`, currentWeight })),
    variantOf({ name: 'shadow', isShadow: true, currentWeight: 1_000 }),
  ],
});

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const weight = fc.double({ min: 0, max: 1_000, noNaN: true });

describe('drawing a variant', () => {
  // claim: routing · a variant of weight 0 and a shadow are never drawn · AWS:
  //   API_ProductionVariant; Shadow variants
  it('never gives one without weight nor a shadow', () => {
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 10 }), unit, (weights, random) => {
        const drawn = drawVariant(fleetOf(weights), random);

        if (weights.every((value) => value === 0)) return drawn === undefined;
        return drawn !== undefined && !drawn.isShadow && drawn.currentWeight > 0;
      }),
    );
  });

  it.each([
    [0, 'v0'],
    [0.0999, 'v0'],
    [0.1001, 'v2'],
    [0.9999, 'v2'],
  ])('at %d of weights 10, 0, 90 gives %s', (random, name) => {
    expect(drawVariant(fleetOf([10, 0, 90]), random)?.name).toBe(name);
  });
});

describe('picking an instance', () => {
  const instance = (outstanding: number, isHealthy = true) =>
    ({ outstanding, isHealthy }) as Variant['instances'][number];

  // claim: routing · RoutingStrategy LEAST_OUTSTANDING_REQUESTS takes the instance with the
  //   fewest requests under way · AWS: API_ProductionVariantRoutingConfig
  it('takes the least loaded healthy one where the variant says so', () => {
    const instances = [instance(3), instance(1), instance(0, false), instance(2)];
    const RoutingConfig = { RoutingStrategy: 'LEAST_OUTSTANDING_REQUESTS' } as const;
    const variant = variantOf({ instances, written: { VariantName: 'v', RoutingConfig } });

    expect(pickInstance(variant, 0.99)).toBe(instances[1]);
  });

  // claim: routing · without a strategy instances are drawn at random · AWS:
  //   API_ProductionVariantRoutingConfig, RANDOM
  it('takes any healthy one at random else, none where none is healthy', () => {
    const instances = [instance(9), instance(0, false), instance(1)];

    expect(pickInstance(variantOf({ instances }), 0.1)).toBe(instances[0]);
    expect(pickInstance(variantOf({ instances }), 0.9)).toBe(instances[2]);
    expect(pickInstance(variantOf({ instances: [instance(0, false)] }), 0)).toBeUndefined();
  });
});
