import { addInto } from './counts';
import { addTo, momentsOf, type ExactSum } from './exact-sum';
import { quantileOf, record, type Histogram } from './log-linear-histogram';

/** The scores of pairs in which both answers have one. */
export interface ScoreTally {
  n: number;
  /** Pairs further apart than the tolerance. */
  beyond: number;
  /** Candidate minus stable. */
  readonly difference: ExactSum;
  readonly differenceSquares: ExactSum;
  readonly distance: Histogram;
  readonly candidate: ArmScores;
  readonly stable: ArmScores;
}

export interface ArmScores {
  readonly sum: ExactSum;
  readonly squares: ExactSum;
  readonly histogram: Histogram;
}

const emptyArm = (): ArmScores => ({ sum: {}, squares: {}, histogram: {} });

export const emptyScores = (): ScoreTally => ({
  n: 0,
  beyond: 0,
  difference: {},
  differenceSquares: {},
  distance: {},
  candidate: emptyArm(),
  stable: emptyArm(),
});

export function addScores(
  tally: ScoreTally,
  { candidate, stable, near }: { candidate: number; stable: number; near: boolean },
): void {
  tally.n += 1;
  if (!near) tally.beyond += 1;
  const difference = candidate - stable;
  addTo(tally.difference, difference);
  addTo(tally.differenceSquares, difference * difference);
  record(tally.distance, Math.abs(difference));
  addArm(tally.candidate, candidate);
  addArm(tally.stable, stable);
}

function addArm({ sum, squares, histogram }: ArmScores, score: number): void {
  addTo(sum, score);
  addTo(squares, score * score);
  record(histogram, score);
}

export function mergeScores(a: ScoreTally, b: ScoreTally): ScoreTally {
  const merged = emptyScores();
  addInto(merged, a);
  addInto(merged, b);
  return merged;
}

/** How far apart the scores of a pair are. */
export interface ScoreDistance {
  readonly n: number;
  /** Share of the pairs further apart than the tolerance. */
  readonly beyond: number;
  /** Of |a - b|, within 0.8 %. */
  readonly median: number;
  readonly p99: number;
  /** Mean of candidate minus stable, and the limits of agreement around it (Bland and Altman 1986: ± 1.96 SD). */
  readonly bias: number;
  readonly low: number;
  readonly high: number;
}

export function scoreDistance(tally: Readonly<ScoreTally>): ScoreDistance {
  const { n, beyond, difference, differenceSquares, distance } = tally;
  const { mean, sd } = momentsOf(n, difference, differenceSquares);
  return {
    n,
    beyond: n > 0 ? beyond / n : 0,
    median: quantileOf(distance, 0.5),
    p99: quantileOf(distance, 0.99),
    bias: mean,
    low: mean - 1.96 * sd,
    high: mean + 1.96 * sd,
  };
}
