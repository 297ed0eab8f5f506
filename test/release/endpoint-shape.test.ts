import fc from 'fast-check';
import {
  describeShape,
  finalShape,
  ownShapes,
  sameShape,
  shadowShape,
  splitShape,
  targetShape,
  type EndpointShape,
} from '../../src/release/endpoint-shape';
import type { ReleasePlan } from '../../src/release/plan';
import type { StepSpec } from '../../src/release/spec';
import { quickSpec, samplePlan } from '../support/sample-plan';

const share = fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100);
const steps: fc.Arbitrary<readonly StepSpec[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('canary' as const), ratio: share, bakeSeconds: fc.constant(60) }),
    fc.record({
      kind: fc.constant('linear' as const),
      by: share,
      to: share,
      bakeSeconds: fc.constant(60),
    }),
  ),
  { minLength: 1, maxLength: 6 },
);
const plans: fc.Arbitrary<ReleasePlan> = fc
  .record({ steps, finish: fc.constantFrom('replace' as const, 'keep-both' as const) })
  .map((change) => samplePlan({ ...quickSpec, ...change }));

const sum = ({ weights }: EndpointShape): number =>
  Object.values(weights).reduce((total, weight) => total + weight, 0);

test('every split names both variants in whole weights that sum to 100', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      for (const percent of [0, ...plan.steps.map((step) => step.percent)]) {
        const shape = splitShape(plan, percent);
        expect(Object.keys(shape.weights).sort()).toEqual(['main', 'main-next']);
        expect(sum(shape)).toBe(100);
        expect(Object.values(shape.weights).every(Number.isInteger)).toBe(true);
        expect(Math.min(...Object.values(shape.weights))).toBeGreaterThanOrEqual(0);
        expect(shape.weights['main-next']).toBe(percent);
      }
    }),
    { numRuns: 50 },
  );
});

test('no shape of a release has a weight sum of 0', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      expect(ownShapes(plan).filter((shape) => sum(shape) <= 0)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('the release knows every shape it asks for as its own', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const own = ownShapes(plan);
      const asked = [
        targetShape(plan),
        shadowShape(plan),
        splitShape(plan, 0),
        ...plan.steps.map((step) => splitShape(plan, step.percent)),
        finalShape(plan),
      ];
      const unknown = asked.filter((shape) => !own.some((mine) => sameShape(mine, shape)));

      expect(unknown).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('a share that no step asks for, or a config of another name, is somebody else’s change', () => {
  const plan = samplePlan();
  const others = [
    splitShape(plan, 21),
    { ...splitShape(plan, 20), config: 'fraud-scorer-hotfix' },
    { ...targetShape(plan), weights: { main: 2 } },
    { ...finalShape(plan), weights: { main: 1, extra: 0 } },
  ];

  const taken = others.filter((shape) => ownShapes(plan).some((own) => sameShape(own, shape)));

  expect(taken).toEqual([]);
});

test('weights that travelled as 32-bit floats are the same; a tenth of a percent is not', () => {
  const weight = fc.double({ min: 0, max: 1000, noNaN: true });
  fc.assert(
    fc.property(weight, weight, (main, next) => {
      const shape = { config: 'c', weights: { main, next } };
      const travelled = {
        config: 'c',
        weights: { next: Math.fround(next), main: Math.fround(main) },
      };
      const shifted = { config: 'c', weights: { main: main + 0.1, next } };

      expect(sameShape(shape, travelled)).toBe(true);
      expect(sameShape(travelled, shape)).toBe(true);
      expect(sameShape(shape, shifted)).toBe(false);
    }),
  );
});

test('a variant more or less is never the same shape, even at weight 0', () => {
  const one = { config: 'c', weights: { main: 100 } };
  const two = { config: 'c', weights: { main: 100, next: 0 } };

  expect(sameShape(one, two)).toBe(false);
  expect(sameShape(two, one)).toBe(false);
});

test('messages name the config and each share', () => {
  expect(describeShape({ config: 'c', weights: { main: 95, 'main-next': 5 } })).toBe(
    'c: main 95, main-next 5',
  );
});
