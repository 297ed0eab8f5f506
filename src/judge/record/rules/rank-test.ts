import type { Count } from '../../observation';
import type { Ending, Rule, Series } from './series';

const { abs, floor, max, sqrt } = Math;

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

function ratesOf(series: Series, arm: 'candidate' | 'stable'): Float64Array {
  const counts = series.map((minute) => minute[arm]);
  return Float64Array.from(
    counts.filter((count): count is Count => count !== undefined && count.n > 0),
    ({ x, n }) => x / n,
  );
}

/** The lower end of the interval of the shift, by the exact order statistics of all differences, is above the tolerance. */
function isHigh(candidate: Float64Array, stable: Float64Array): boolean {
  const [m, n] = [candidate.length, stable.length];
  const shifts = new Float64Array(m * n);
  for (let i = 0; i < m; i += 1)
    for (let j = 0; j < n; j += 1) shifts[i * n + j] = candidate[i]! - stable[j]!;
  shifts.sort();
  const half = (m * n) >> 1;
  const shift = (m * n) % 2 === 1 ? shifts[half]! : (shifts[half - 1]! + shifts[half]!) / 2;
  const rank = floor((m * n) / 2 - z * spread(candidate, stable));
  const lower = shifts[max(0, rank)]!;
  return lower > 0 && lower > tolerance * abs(shift);
}

/** Standard deviation of the rank sum without a shift, with the correction for ties. */
function spread(candidate: Float64Array, stable: Float64Array): number {
  const [m, n] = [candidate.length, stable.length];
  const all = new Float64Array(m + n);
  all.set(candidate);
  all.set(stable, m);
  all.sort();
  let ties = 0;
  for (let from = 0, at = 1; at <= all.length; at += 1) {
    if (at < all.length && all[at] === all[from]) continue;
    ties += (at - from) ** 3 - (at - from);
    from = at;
  }
  const total = m + n;
  return sqrt(((m * n) / 12) * (total + 1 - ties / (total * (total - 1))));
}
