import { exactMcNemar, pairedDifference } from '../statistics/mcnemar';
import type { Look, Verdict } from '../verdict';
import { assessAnswers, type AnswersAssessment } from './answers-assessment';
import type { AnswersGate } from './answers-gate';
import type { AnswersTally } from './answers-tally';
import { verdictOf } from './answers-verdict';
import { rowsOf } from './bounded-table';
import { kappa } from './class-table';
import type { Disagreement } from './disagreement-sample';
import { sumOf } from './exact-sum';
import type { PairCells } from './pair-cells';
import { scoreDistance, type ScoreDistance } from './score-tally';
import { scoreShift, type ScoreShift } from './score-shift';

/** What a shadow ends in: plain JSON, for the evidence and the dossier. Only the verdict decides; all else is for people. */
export interface AnswersReport {
  readonly verdict: Verdict;
  readonly assessment: AnswersAssessment;
  readonly pairing: AnswersTally['pairing'];
  readonly refused: AnswersTally['refused'];
  readonly unreadable: AnswersTally['unreadable'];
  /** What disagreed, how often. */
  readonly differs: AnswersTally['differs'];
  /** Of labels. */
  readonly kappa?: number;
  readonly confusion?: AnswersTally['classes']['cells'];
  readonly scores?: ScoreDistance & ScoreShift;
  /** Means over all pairs of ranked lists. */
  readonly ranks?: { readonly overlap: number; readonly tau: number };
  readonly facets: readonly FacetRate[];
  readonly truth?: Accuracy;
  readonly sample: readonly Disagreement[];
}

/** How often an outcome comes in one facet of the traffic; difference is candidate minus stable with its 95 % interval. */
export interface FacetRate extends Difference {
  readonly facet: string;
  readonly value: string;
  readonly n: number;
  readonly candidate: number;
  readonly stable: number;
}

/** Share of right answers where the truth is known; p is that of McNemar's exact test. */
export interface Accuracy extends Difference {
  readonly n: number;
  readonly candidate: number;
  readonly stable: number;
  readonly p: number;
  /** Whether the interval leaves room for a loss of more than the margin; decides nothing. */
  readonly loss: 'within-margin' | 'beyond-margin' | 'open';
}

/** A loss of right answers that is taken for none, half a point. */
export const accuracyMargin = 0.005;

interface Difference {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

export function answersReport(gate: AnswersGate, tally: AnswersTally, look: Look): AnswersReport {
  const { classes, scores, ranks, truth, pairing, refused, unreadable, differs, sample } = tally;
  const agreementBeyondChance = kappa(classes);
  const assessment = assessAnswers(gate, tally, look);
  return {
    verdict: verdictOf(gate, assessment, tally),
    assessment,
    pairing,
    refused,
    unreadable,
    differs,
    ...(agreementBeyondChance !== undefined && { kappa: agreementBeyondChance }),
    ...(classes.n > 0 && { confusion: classes.cells }),
    ...(scores.n > 0 && { scores: { ...scoreDistance(scores), ...scoreShift(scores) } }),
    ...(ranks.n > 0 && {
      ranks: { overlap: sumOf(ranks.overlap) / ranks.n, tau: sumOf(ranks.tau) / ranks.n },
    }),
    facets: facetRates(tally),
    ...(truth.n > 0 && {
      truth: accuracy(truth),
    }),
    sample,
  };
}

function accuracy(truth: AnswersTally['truth']): Accuracy {
  const found = rates(truth);
  const loss =
    found.low > -accuracyMargin
      ? 'within-margin'
      : found.high < -accuracyMargin
        ? 'beyond-margin'
        : 'open';
  return { ...found, p: exactMcNemar(truth.candidateOnly, truth.stableOnly), loss };
}

function facetRates({ facets }: AnswersTally): FacetRate[] {
  return Object.entries(facets)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([facet, table]) =>
      rowsOf(table, ({ n }) => n === 0).map(([value, cells]) => ({
        facet,
        value,
        ...rates(cells),
      })),
    );
}

function rates({ n, both, candidateOnly, stableOnly }: PairCells) {
  return {
    n,
    candidate: (both + candidateOnly) / n,
    stable: (both + stableOnly) / n,
    ...pairedDifference(n, { first: candidateOnly, second: stableOnly }),
  };
}
