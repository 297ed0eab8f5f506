import type { Count } from '../../observation';
import { ascending } from '../../statistics/mann-whitney';
import { nthSum } from '../../statistics/nth-sum';
import { ranksOf } from '../../statistics/ranks';
import type { Ending, Rule, Series } from './series';

/** Normal quantile of 99 %: a two-sided interval of 98 %. */
const z = 2.3263478740408408;
/** The shift must be beyond this part of its own estimate. */
const tolerance = 0.25;

/** Kayenta's kind of judgement on error rates: once, at the end, a Mann-Whitney interval of the shift of the periods' rates; a metric without data does not count against the release. */
export const rankTest: Rule = {
  id: 'rank-test',
  title: 'rank test (Kayenta)',
  source:
    'Spinnaker Kayenta, NetflixACAJudge: Mann-Whitney, confidence 98 %, tolerance 0.25 of the Hodges-Lehmann shift; missing values removed, a group without data scores 100',
  end: (series): Ending => {
    const candidate = ratesOf(series, 'candidate');
    const stable = ratesOf(series, 'stable');
    if (candidate.length === 0 || stable.length === 0) return { promoted: true };
    return isHigh(candidate, stable)
      ? { rolledBackAt: series.length, promoted: false }
      : { promoted: true };
  },
};

function ratesOf(series: Series, arm: 'candidate' | 'stable'): number[] {
  const counts = series.map((minute) => minute[arm]);
  return counts
    .filter((count): count is Count => count !== undefined && count.n > 0)
    .map(({ x, n }) => x / n);
}

/** The lower end of the interval of the shift, by the exact order statistics of all differences, is above the tolerance. */
function isHigh(candidate: readonly number[], stable: readonly number[]): boolean {
  const pairs = candidate.length * stable.length;
  const [above, below] = [ascending(candidate), ascending(stable.map((rate) => -rate))];
  const nth = (rank: number): number => nthSum(above, below, rank);
  const rank = Math.floor(pairs / 2 - z * spread(candidate, stable)) + 1;
  const lower = nth(Math.max(1, rank));
  const shift = (nth(Math.floor((pairs + 1) / 2)) + nth(Math.floor(pairs / 2) + 1)) / 2;
  return lower > tolerance * Math.abs(shift);
}

/** Standard deviation of the rank sum without a shift, with the correction for ties. */
function spread(candidate: readonly number[], stable: readonly number[]): number {
  const total = candidate.length + stable.length;
  const { ties } = ranksOf([...candidate, ...stable]);
  const pairs = candidate.length * stable.length;
  return Math.sqrt((pairs / 12) * (total + 1 - ties / (total * (total - 1))));
}
