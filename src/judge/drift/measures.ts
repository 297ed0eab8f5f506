import type { Count } from '../observation';
import { chanceFactor, robustDistance } from '../statistics/category-distance';
import { binomialTails } from '../statistics/binomial';
import type { Moments } from '../statistics/mean-effect';
import { normalUpperQuantile, normalUpperTail } from '../statistics/normal';
import { lowerBound } from '../statistics/share-interval';
import { upperBound } from '../statistics/upper-bound';
import type { DriftCheck, Measure } from './finding';

type Named = Pick<Measure, 'feature' | 'limit'>;

/**
 * How far the mean moved, in standard deviations of the baseline (Glass's delta; its error after Hedges and Olkin
 * 1985, chapter 5, for data not far from normal). Undefined where the baseline does not vary.
 */
export function shiftMeasure(
  named: Named,
  baseline: { readonly n: number; readonly mean: number; readonly sd: number },
  current: Moments,
): Measure | undefined {
  if (!(baseline.sd > 0 && baseline.n > 1 && current.n > 1)) return undefined;
  const value = Math.abs(current.mean - baseline.mean) / baseline.sd;
  const error = Math.sqrt(
    current.variance / baseline.sd ** 2 / current.n +
      1 / baseline.n +
      value ** 2 / (2 * (baseline.n - 1)),
  );
  if (!Number.isFinite(value + error)) return undefined;
  return {
    ...named,
    check: 'shift',
    value,
    p: normalUpperTail((value - named.limit) / error),
    lower: (chance) => Math.max(0, value - normalUpperQuantile(chance) * error),
    upper: (chance) => value + normalUpperQuantile(chance) * error,
  };
}

/**
 * A largest distance between shares. The truth is hardly nearer than what chance leaves of it (Dvoretzky, Kiefer and
 * Wolfowitz; Massart 1990), for categories in any of their cells, and hardly further than at one place (Hoeffding).
 */
export function distanceMeasure(
  named: Named,
  {
    least,
    most,
    cells = 1,
  }: { readonly least: number; readonly most: number; readonly cells?: number },
  { n, m }: { readonly n: number; readonly m: number },
): Measure {
  const scale = Math.sqrt(1 / n + 1 / m);
  const excess = Math.max(0, least - named.limit) / scale;
  const p = n > 0 && m > 0 ? Math.min(1, 2 * cells * Math.exp(-2 * excess * excess)) : 1;
  return {
    ...named,
    check: 'baseline_drift_check',
    value: most,
    p,
    lower: (chance) =>
      n > 0 && m > 0 ? robustDistance(least, { n, m, c: chanceFactor(chance / cells) }) : 0,
    upper: (chance) => (n > 0 && m > 0 ? Math.min(1, most + chanceFactor(2 * chance) * scale) : 1),
  };
}

/** A share of values that break a rule; exact. */
export function shareMeasure(named: Named & { readonly check: DriftCheck }, count: Count): Measure {
  const { n, x, most = x } = count;
  const limit = Math.min(1, Math.max(0, Number(named.limit.toPrecision(12))));
  return {
    ...named,
    limit,
    value: n > 0 ? most / n : 0,
    p: x > 0 ? binomialTails(x - 1, n, limit).upper : 1,
    lower: (chance) => lowerBound({ n, x }, chance),
    // All of them may break it where all may.
    upper: (chance) => (limit >= 1 ? Math.min(1, limit) : upperBound({ n, x: most }, chance)),
  };
}
