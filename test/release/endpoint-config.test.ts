import fc from 'fast-check';
import { buildPlan } from '../../src/release/build-plan';
import type { Json, JsonObject } from '../../src/release/canonical';
import {
  canaryConfig,
  finalConfig,
  liveConfigBase,
  shadowConfig,
} from '../../src/release/endpoint-config';
import { objectsAt } from '../../src/release/json-access';
import { aSpec, fullConfig, someFacts } from './support/facts';

interface World {
  readonly instances: number;
  readonly initial: number;
  readonly weight: number;
  readonly extra: JsonObject;
  readonly inVariant: JsonObject;
}

/** A config with arbitrary members, figures and a fleet that was raised or lowered by hand. */
const worlds: fc.Arbitrary<World> = fc.record({
  instances: fc.integer({ min: 1, max: 200 }),
  initial: fc.integer({ min: 1, max: 200 }),
  weight: fc.float({ min: Math.fround(0.001), max: 100, noNaN: true }),
  extra: fc.dictionary(
    fc.constantFrom('KmsKeyId', 'ExplainerConfig', 'VpcConfig', 'ExecutionRoleArn'),
    fc.jsonValue() as fc.Arbitrary<Json>,
  ),
  inVariant: fc.dictionary(
    fc.constantFrom(
      'VolumeSizeInGB',
      'RoutingConfig',
      'CoreDumpConfig',
      'CapacityReservationConfig',
    ),
    fc.jsonValue() as fc.Arbitrary<Json>,
  ),
});

function planOf({ instances, initial, weight, extra, inVariant }: World) {
  const [variant] = objectsAt(fullConfig, 'ProductionVariants');
  const config: JsonObject = {
    ...fullConfig,
    ...extra,
    ProductionVariants: [{ ...variant, ...inVariant, InitialInstanceCount: initial }],
  };
  const [live] = someFacts().endpoint.variants;
  const variants = [
    { ...live!, weight, desiredWeight: weight, instances, desiredInstances: instances },
  ];
  const endpoint = { ...someFacts().endpoint, variants };
  return { plan: buildPlan(aSpec(), someFacts({ config, endpoint })), config };
}

const made = { shadowConfig, canaryConfig, finalConfig };
const rest = ({
  ProductionVariants,
  ShadowProductionVariants,
  ...others
}: JsonObject): JsonObject => {
  void [ProductionVariants, ShadowProductionVariants];
  return others;
};

describe.each(Object.entries(made))('%s', (_, make) => {
  it('never sums to weight 0, never lowers a live count, and changes the allowed fields only', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { plan, config } = planOf(world);
        const [live] = objectsAt(plan.liveConfig, 'ProductionVariants');

        const document = make(plan);
        const production = objectsAt(document, 'ProductionVariants');
        const all = [...production, ...objectsAt(document, 'ShadowProductionVariants')];

        const sum = production.reduce(
          (total, each) => total + Number(each.InitialVariantWeight),
          0,
        );
        expect(sum).toBeGreaterThan(0);
        expect(rest(document)).toEqual(rest(config));
        for (const variant of all) {
          expect(variant.InitialInstanceCount).toBe(world.instances);
          const { VariantName, ModelName, InitialVariantWeight } = variant;
          expect({ ...live, VariantName, ModelName, InitialVariantWeight }).toEqual(variant);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('shares no structure with the plan', () => {
    const { plan } = planOf({ instances: 2, initial: 1, weight: 1, extra: {}, inVariant: {} });

    const document = make(plan) as { DataCaptureConfig: { EnableCapture: boolean } };
    document.DataCaptureConfig.EnableCapture = false;

    expect(plan.liveConfig.DataCaptureConfig).toMatchObject({ EnableCapture: true });
  });
});

const plan = buildPlan(aSpec(), someFacts());
const seats = (document: JsonObject, member: string) =>
  objectsAt(document, member).map(({ VariantName, ModelName, InitialVariantWeight }) => [
    VariantName,
    ModelName,
    InitialVariantWeight,
  ]);

it('mirrors every request to the candidate: the shadow has the weight of the stable', () => {
  const document = shadowConfig(plan);

  expect(seats(document, 'ProductionVariants')).toEqual([['main', 'fraud-1', 1]]);
  expect(seats(document, 'ShadowProductionVariants')).toEqual([['main-next', plan.names.model, 1]]);
});

it('puts the candidate beside the stable at weight 0', () => {
  expect(seats(canaryConfig(plan), 'ProductionVariants')).toEqual([
    ['main', 'fraud-1', 100],
    ['main-next', plan.names.model, 0],
  ]);
});

it('ends with the candidate under the name of the stable', () => {
  expect(seats(finalConfig(plan), 'ProductionVariants')).toEqual([['main', plan.names.model, 1]]);
});

it('leaves a variant without live figures as it is', () => {
  expect(liveConfigBase(fullConfig, [])).toEqual(fullConfig);
});
