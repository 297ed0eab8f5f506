import fc from 'fast-check';
import {
  afterCooldown,
  steppedCount,
  trackedCount,
  withinRange,
} from '../../../src/sandbox/autoscaling/desired-count';
import type { StepConfig } from '../../../src/sandbox/autoscaling/policy';

describe('target tracking', () => {
  test.each([
    [2, 150, 100, 3],
    [2, 100, 100, 2],
    [1, 1000, 100, 10],
    // Without one instance the other two would be above the target: nothing is taken away.
    [3, 80, 100, 3],
    [3, 60, 100, 2],
    [4, 0, 100, 0],
    [3, 3 * 0.1, 0.1, 9],
  ])('%d instances at %d with target %d make %d', (current, metric, TargetValue, count) => {
    expect(trackedCount(current, metric, { TargetValue })).toBe(count);
  });

  // claim: autoscaling · target tracking: count × metric ÷ target, rounded up · AWS: How target
  //   tracking scaling works
  it('gives the least count that keeps a proportional metric at or below its target', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        (current, load, TargetValue) => {
          const count = trackedCount(current, load / current, { TargetValue });

          expect(load / count).toBeLessThanOrEqual(TargetValue * (1 + 1e-6));
          if (count > 1) expect(load / (count - 1)).toBeGreaterThan(TargetValue * (1 - 1e-6));
        },
      ),
    );
  });
});

describe('step scaling, by the examples of the user guide', () => {
  const step = (from: number | undefined, to: number | undefined, ScalingAdjustment: number) => ({
    ...(from !== undefined && { MetricIntervalLowerBound: from }),
    ...(to !== undefined && { MetricIntervalUpperBound: to }),
    ScalingAdjustment,
  });
  const config = (
    StepAdjustments: StepConfig['StepAdjustments'],
    more: Partial<StepConfig> = {},
  ): StepConfig => ({
    AdjustmentType: 'PercentChangeInCapacity',
    Cooldown: 300,
    MetricAggregationType: 'Average',
    StepAdjustments,
    ...more,
  });
  const out = config([step(0, 10, 0), step(10, 20, 10), step(20, undefined, 30)]);
  const inward = config([step(-10, 0, 0), step(-20, -10, -10), step(undefined, -20, -30)]);

  // claim: autoscaling · step scaling, by the examples of the guide · AWS: How step scaling
  //   works
  test.each([
    [10, 9, out, 10],
    [10, 10, out, 11],
    [11, 20, out, 14],
    [10, -10, inward, 9],
    [14, -10, inward, 13],
    [13, -20, inward, 10],
    [10, -9, inward, 10],
  ])('%d instances, %d from the threshold', (current, breach, rule, count) => {
    expect(steppedCount(current, breach, rule)).toBe(count);
  });

  test.each([
    ['ChangeInCapacity', 3, {}, 7],
    ['ExactCapacity', 3, {}, 3],
    ['PercentChangeInCapacity', 25, { MinAdjustmentMagnitude: 2 }, 6],
    ['PercentChangeInCapacity', -10, {}, 3],
    ['PercentChangeInCapacity', 0, { MinAdjustmentMagnitude: 2 }, 4],
  ] as const)('%s by %d of 4 instances', (AdjustmentType, by, more, count) => {
    const rule = config([step(0, undefined, by)], { AdjustmentType, ...more });

    expect(steppedCount(4, 1, rule)).toBe(count);
  });

  it('leaves a breach alone that no step is for', () => {
    expect(steppedCount(4, -1, config([step(0, undefined, 1)]))).toBeUndefined();
  });
});

describe('a cooldown', () => {
  const afterOut = { direction: 'out', before: 2, endsAt: 1000 } as const;
  const afterIn = { direction: 'in', before: 6, endsAt: 1000 } as const;

  test.each([
    ['an equal scale-out waits', 4, 6, afterOut, undefined],
    ['of a larger scale-out only the rest is added', 4, 7, afterOut, 5],
    ['scaling in after scaling out goes on', 4, 3, afterOut, 3],
    ['scaling in again waits', 4, 3, afterIn, undefined],
    ['scaling out after scaling in goes on at once', 4, 5, afterIn, 5],
  ])('%s', (_, current, wish, cooldown, count) => {
    expect(afterCooldown(current, wish, cooldown, 999)).toBe(count);
    expect(afterCooldown(current, wish, cooldown, 1000)).toBe(wish);
  });
});

test('a count is kept within the range', () => {
  const range = { MinCapacity: 2, MaxCapacity: 5 };
  expect([0, 2, 4, 9].map((count) => withinRange(count, range))).toEqual([2, 2, 4, 5]);
});
