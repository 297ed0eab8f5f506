import { ascending, betweenRanks, unknownShift, type Shift } from './mann-whitney';
import { normalUpperQuantile, normalUpperTail } from './normal';
import { nthWalshAverage } from './nth-sum';
import { ranksOf } from './ranks';

const largestExact = 50;

/**
 * Wilcoxon's signed-rank test of paired differences (zeros dropped; exact up to 50 without ties, else the normal
 * approximation, corrected for ties and continuity), with the median of the Walsh averages and the interval of
 * confidence 1 - error between two of them (Hollander and Wolfe, chapter 3).
 */
export function signedRankShift(differences: readonly number[], error: number): Shift {
  const n = differences.length;
  if (n === 0 || !differences.every(Number.isFinite)) return unknownShift;
  const sorted = ascending(differences);
  const averages = (n * (n + 1)) / 2;
  const nth = (rank: number): number => nthWalshAverage(sorted, rank);
  return {
    p: signedRankP(differences.filter((value) => value !== 0)),
    ...betweenRanks(nth, averages, endRank(n, error)),
  };
}

function signedRankP(differences: readonly number[]): number {
  const n = differences.length;
  const { ranks, ties } = ranksOf(differences.map(Math.abs));
  const positive = ranks.reduce(
    (sum, rank, index) => sum + (differences[index]! > 0 ? rank : 0),
    0,
  );
  const all = (n * (n + 1)) / 2;
  const smaller = Math.min(positive, all - positive);
  if (n <= largestExact && ties === 0) return Math.min(1, 2 * chanceUpTo(smaller, n));
  const variance = (n * (n + 1) * (2 * n + 1) - ties / 2) / 24;
  return Math.min(1, 2 * normalUpperTail((all / 2 - smaller - 0.5) / Math.sqrt(variance)));
}

/** How many averages from the end the interval ends. */
function endRank(n: number, error: number): number {
  if (n > largestExact) {
    const spread = normalUpperQuantile(error / 2) * Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24);
    return Math.floor((n * (n + 1)) / 4 - 0.5 - spread) + 1;
  }
  let [rank, chance] = [0, 0];
  for (const own of rankSumChances(n)) {
    chance += own;
    if (!(chance <= error / 2)) break;
    rank += 1;
  }
  return rank;
}

function chanceUpTo(sum: number, n: number): number {
  return rankSumChances(n)
    .slice(0, sum + 1)
    .reduce((total, chance) => total + chance, 0);
}

/** Chance of each sum of those of the ranks 1..n that fell to the positive side, each by a fair coin. */
function rankSumChances(n: number): readonly number[] {
  let chances = [1];
  for (let rank = 1; rank <= n; rank += 1) {
    const without = chances;
    chances = Array.from(
      { length: without.length + rank },
      (_, sum) => ((without[sum] ?? 0) + (without[sum - rank] ?? 0)) / 2,
    );
  }
  return chances;
}
