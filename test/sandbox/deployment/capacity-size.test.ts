import fc from 'fast-check';
import { instancesOf, percentOf, stepsOf } from '../../../src/sandbox/deployment/capacity-size';

const total = fc.integer({ min: 2, max: 100 });

describe('a batch of a fleet', () => {
  // claim: deployments · a size in percent of a fleet is rounded down, to one instance at least
  //   · undocumented: AWS says what a percentage is of, not how it is rounded
  it.each([
    ['CAPACITY_PERCENT', 10, 4, 1],
    ['CAPACITY_PERCENT', 50, 5, 2],
    ['CAPACITY_PERCENT', 33, 3, 1],
    ['INSTANCE_COUNT', 2, 5, 2],
  ] as const)('%s %d of %d instances is %d', (Type, Value, of, expected) => {
    expect(instancesOf({ Type, Value }, of)).toBe(expected);
  });

  it('in percent never exceeds half of a fleet when half is the limit', () => {
    fc.assert(
      fc.property(total, fc.integer({ min: 1, max: 50 }), (of, Value) => {
        const count = instancesOf({ Type: 'CAPACITY_PERCENT', Value }, of);

        return count >= 1 && percentOf({ Type: 'INSTANCE_COUNT', Value: count }, of) <= 50;
      }),
    );
  });

  it('after the other reaches the whole fleet, each step at most a batch above the one before', () => {
    fc.assert(
      fc.property(total, fc.integer({ min: 1, max: 100 }), (of, batch) => {
        const steps = stepsOf(batch, of);
        const sizes = steps.map((step, index) => step - (steps[index - 1] ?? 0));

        return steps.at(-1) === of && sizes.every((size) => size >= 1 && size <= batch);
      }),
    );
  });
});
