import { jensenShannon } from '../statistics/category-distance';
import { stabilityIndex } from '../statistics/population-stability';
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

const tenths = 10;

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
  const [a, b] = pooled(bins, 2 * n);
  const { psi, excess } = stabilityIndex(a, b);
  return { ks, ...(sd > 0 && { w1: area / sd }), jsd: jensenShannon(a, b), psi, psiExcess: excess };
}

/** The counts of both arms over tenths of all scores together; fewer where many scores are equal. */
function pooled(
  bins: ReturnType<typeof sharedBins>,
  all: number,
): readonly [candidate: number[], stable: number[]] {
  const rows: [number, number][] = [];
  let seen = 0;
  let tenth = -1;
  for (const [, a = 0, b = 0] of bins) {
    // By the middle of the bin: the same from both ends.
    const own = Math.min(tenths - 1, Math.floor((tenths * (seen + (a + b) / 2)) / all));
    if (own > tenth) rows.push([0, 0]);
    tenth = own;
    const row = rows.at(-1)!;
    row[0] += a;
    row[1] += b;
    seen += a + b;
  }
  return [rows.map(([a]) => a), rows.map(([, b]) => b)];
}
