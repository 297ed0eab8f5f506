import fc from 'fast-check';
import { minutes, registered, target, tracking } from './scaling-world';

// claim: autoscaling · no count outside of the range is ever asked for · AWS:
//   API_RegisterScalableTarget, MinCapacity and MaxCapacity
test('whatever happens, no count outside of the range is ever asked for', () => {
  const bounds = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 6 }));
  const step = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({ requests: fc.nat(2_000), for: fc.integer({ min: 1, max: 16 }) }),
    },
    { weight: 2, arbitrary: fc.record({ register: bounds }) },
    { weight: 1, arbitrary: fc.record({ schedule: bounds }) },
    { weight: 1, arbitrary: fc.record({ active: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ resetTo: fc.integer({ min: 1, max: 12 }) }) },
  );
  const rangeOf = ([min, more]: readonly [number, number]) => ({
    MinCapacity: min,
    MaxCapacity: min + more,
  });

  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) => {
      const world = registered();
      world.call('PutScalingPolicy', tracking);
      for (const one of steps) {
        if ('requests' in one) minutes(world, one.requests, one.for);
        else if ('register' in one) {
          world.call('RegisterScalableTarget', { ...target, ...rangeOf(one.register) });
          const { MinCapacity, MaxCapacity } = rangeOf(one.register);
          if (world.variant.isActive) {
            expect(world.variant.count).toBe(
              Math.min(Math.max(world.variant.count, MinCapacity), MaxCapacity),
            );
          }
        } else if ('schedule' in one) {
          const at = new Date(world.now() + 30_000).toISOString().slice(0, 19);
          world.call('PutScheduledAction', {
            ...target,
            ScheduledActionName: 'night',
            Schedule: `at(${at})`,
            ScalableTargetAction: rangeOf(one.schedule),
          });
          world.pass(60_000);
        } else if ('active' in one) world.variant.isActive = one.active;
        else world.variant.count = one.resetTo;
      }
      for (const { count, least, most } of world.asked) {
        expect(count).toBeGreaterThanOrEqual(least);
        expect(count).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 60 },
  );
});
