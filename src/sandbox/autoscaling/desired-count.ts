import type { StepConfig, TrackingConfig } from './policy';

export interface Range {
  readonly MinCapacity: number;
  readonly MaxCapacity: number;
}

export function withinRange(count: number, { MinCapacity, MaxCapacity }: Range): number {
  return Math.min(Math.max(count, MinCapacity), MaxCapacity);
}

/**
 * The count at which the metric would be at its target, given that it falls as instances are added.
 * Rounded up: an instance is only taken away when the metric stays at or below the target without it.
 */
export function trackedCount(
  current: number,
  metric: number,
  { TargetValue }: Pick<TrackingConfig, 'TargetValue'>,
): number {
  // A ratio like 3 x 1.1 / 1.1 may end a hair above a whole number.
  return Math.max(Math.ceil((current * metric) / TargetValue - 1e-9), 0);
}

/** The count a step policy asks for; undefined when no step is for this breach. */
export function steppedCount(
  current: number,
  /** How far the metric is above (or below, negative) the threshold of the alarm. */
  breach: number,
  config: StepConfig,
): number | undefined {
  const step = config.StepAdjustments.find(
    ({ MetricIntervalLowerBound: from = -Infinity, MetricIntervalUpperBound: to = Infinity }) =>
      breach >= 0 ? breach >= from && breach < to : breach > from && breach <= to,
  );
  if (step === undefined) return undefined;
  const { ScalingAdjustment: adjustment } = step;
  switch (config.AdjustmentType) {
    case 'ChangeInCapacity':
      return current + adjustment;
    case 'ExactCapacity':
      return adjustment;
    case 'PercentChangeInCapacity':
      return current + percentChange(current, adjustment, config.MinAdjustmentMagnitude ?? 0);
  }
}

/** Towards 0, but by 1 at least, and by the minimum magnitude where there is one. */
function percentChange(current: number, percent: number, minimum: number): number {
  if (percent === 0) return 0;
  const exact = (current * Math.abs(percent)) / 100;
  const size = Math.max(Math.floor(exact), 1, minimum);
  return Math.sign(percent) * size;
}

export interface Cooldown {
  readonly direction: 'out' | 'in';
  /** What the count was before the activity that started it. */
  readonly before: number;
  /** ms */
  readonly endsAt: number;
}

/**
 * What a cooldown leaves of a wish; undefined when it has to wait. What was just added counts as part
 * of a larger scale-out; scaling out ends the cooldown of a scale-in.
 */
export function afterCooldown(
  current: number,
  wish: number,
  cooldown: Cooldown | undefined,
  now: number,
): number | undefined {
  if (cooldown === undefined || now >= cooldown.endsAt || wish === current) return wish;
  if (wish < current) return cooldown.direction === 'in' ? undefined : wish;
  if (cooldown.direction === 'in') return wish;
  const larger = cooldown.before + (wish - current);
  return larger > current ? larger : undefined;
}
