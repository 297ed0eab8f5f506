import { normalUpperQuantile } from '../../src/judge/statistics/normal';
import { ranksOf } from '../../src/judge/statistics/ranks';
import { brentRoot } from './brent-root';
import { commonLanguage, meanOf } from './effect-size';

export type Direction = 'increase' | 'decrease' | 'either';

/** What a team sets for one metric of Kayenta's canary judge. */
export interface KayentaMetric {
  readonly experiment: readonly number[];
  readonly control: readonly number[];
  /** Part of the estimated shift that its interval must be away from 0. */
  readonly tolerance: number;
  readonly confLevel: number;
  readonly effectSizeMeasure: 'meanRatio' | 'cles';
  readonly allowedDecrease: number;
  readonly allowedIncrease: number;
  readonly criticalDecrease: number;
  readonly criticalIncrease: number;
  readonly direction: Direction;
  readonly critical: boolean;
  readonly nanStrategy: 'remove' | 'replace';
}

export interface KayentaVerdict {
  readonly classification: 'Pass' | 'High' | 'Low' | 'Nodata';
  /** True where the metric alone fails the canary. */
  readonly critical: boolean;
}

export interface KayentaShift {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

const searchTolerance = 1e-4;

/**
 * The classifier of Netflix's automated canary analysis, from the documentation and behaviour of Kayenta's judge: the
 * interval of a Mann-Whitney shift beyond a part of the shift, and an effect size beyond what is allowed.
 */
export function kayentaVerdict(metric: KayentaMetric): KayentaVerdict {
  const { experiment, control, direction, critical } = metric;
  if (experiment.length === 0 || control.length === 0)
    return metric.nanStrategy === 'remove'
      ? { classification: 'Nodata', critical }
      : { classification: 'Pass', critical: false };
  if (sameValues(experiment, control)) return { classification: 'Pass', critical: false };
  const shift = kayentaShift(spread(experiment), spread(control), metric.confLevel);
  const margin = metric.tolerance * Math.abs(shift.estimate);
  const effect = effectOf(metric);
  const found = (classification: 'High' | 'Low', beyondCritical: boolean): KayentaVerdict => ({
    classification,
    critical: critical && beyondCritical,
  });
  if (direction !== 'decrease' && shift.lower > margin && effect >= metric.allowedIncrease)
    return found('High', effect >= metric.criticalIncrease);
  if (direction !== 'increase' && shift.upper < -margin && effect <= metric.allowedDecrease)
    return found('Low', effect <= metric.criticalDecrease);
  return { classification: 'Pass', critical: false };
}

/** Shift of the experiment against the control with its interval, each end a root of the standardised rank sum. */
export function kayentaShift(
  experiment: readonly number[],
  control: readonly number[],
  confLevel: number,
): KayentaShift {
  const low = Math.min(...experiment) - Math.max(...control);
  const high = Math.max(...experiment) - Math.min(...control);
  const root = (z: number): number => {
    const excess = (shift: number): number => standardised(experiment, control, shift) - z;
    if (excess(low) <= 0) return low;
    if (excess(high) >= 0) return high;
    return brentRoot(excess, { low, high, tolerance: searchTolerance });
  };
  const z = normalUpperQuantile((1 - confLevel) / 2);
  return { estimate: root(0), lower: root(z), upper: root(-z) };
}

/** The rank sum of the experiment less `shift`, corrected for continuity and ties, in standard deviations. */
function standardised(
  experiment: readonly number[],
  control: readonly number[],
  shift: number,
): number {
  const [n, m] = [experiment.length, control.length];
  const { ranks, ties } = ranksOf([...experiment.map((value) => value - shift), ...control]);
  const sum = ranks.slice(0, n).reduce((total, rank) => total + rank, 0);
  const excess = sum - (n * (n + 1)) / 2 - (n * m) / 2;
  const variance = ((n * m) / 12) * (n + m + 1 - ties / ((n + m) * (n + m - 1)));
  return (excess - 0.5 * Math.sign(excess)) / Math.sqrt(variance);
}

/** A ratio of means over a control of zeros is infinite: beyond any size allowed. */
function effectOf({ experiment, control, effectSizeMeasure }: KayentaMetric): number {
  if (effectSizeMeasure === 'cles') return commonLanguage(experiment, control);
  return meanOf(experiment) / meanOf(control);
}

function sameValues(one: readonly number[], other: readonly number[]): boolean {
  const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b).join();
  const distinct = new Set([...one, ...other]);
  return distinct.size === 1 || sorted(one) === sorted(other);
}

/** Kayenta adds tiny noise to a sample of one value, without which nothing can be ranked; ours is the same each time. */
function spread(values: readonly number[]): readonly number[] {
  if (new Set(values).size > 1) return values;
  return values.map((value, index) => value + 1e-5 * (index / values.length - 0.5));
}
