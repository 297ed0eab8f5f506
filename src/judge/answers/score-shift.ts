import { jensenShannon } from '../statistics/category-distance';
import { stabilityIndex } from '../statistics/population-stability';
import { tenthsOf } from '../statistics/tenths';
import { momentsOf } from './exact-sum';
import { sharedBins, valueOfBin } from './log-linear-histogram';
import type { ScoreTally } from './score-tally';

/** How the candidate's scores are distributed beside the stable's; every figure but `w1` is the same with the arms swapped. */
export interface ScoreShift {
  /** Kolmogorov-Smirnov distance, 0 to 1, at the ends of bins: what happens inside a bin of 1.6 % is not seen. */
  readonly ks: number;
  /** Wasserstein distance in standard deviations of the stable's scores; absent where those do not vary. */
  readonly w1?: number;
  /** Jensen-Shannon divergence, base 2, over tenths of all scores. */
  readonly jsd: number;
  /** Population stability index over the same tenths. */
  readonly psi: number;
  /** What of it chance does not explain; above 0.1 is a shift. */
  readonly psiExcess: number;
}

export function scoreShift({ n, candidate, stable }: Readonly<ScoreTally>): ScoreShift {
  const bins = sharedBins(candidate.histogram, stable.histogram);
  let [own, other, ks, area] = [0, 0, 0, 0];
  for (const [index, [bin, a = 0, b = 0]] of bins.entries()) {
    own += a / n;
    other += b / n;
    const apart = Math.abs(own - other);
    ks = Math.max(ks, apart);
    const next = bins[index + 1];
    if (next) area += apart * (valueOfBin(next[0]) - valueOfBin(bin));
  }
  const { sd } = momentsOf(n, stable.sum, stable.squares);
  const counts = [bins.map(([, a = 0]) => a), bins.map(([, , b = 0]) => b)] as const;
  const [a, b] = tenthsOf(...counts);
  const { psi, excess } = stabilityIndex(a, b);
  return { ks, ...(sd > 0 && { w1: area / sd }), jsd: jensenShannon(a, b), psi, psiExcess: excess };
}
