import type { Arm } from '../observation';
import { compare, within } from './agreement';
import type { AnswerSpec, Tolerance } from './answer-spec';
import { emptyTable, mergeTables, tallyOf, type BoundedTable } from './bounded-table';
import { addClasses, emptyClasses, mergeClasses, type ClassTable } from './class-table';
import { addInto, count, type Counts } from './counts';
import { addDisagreement, mergeSamples, type Disagreement } from './disagreement-sample';
import { addTo, type ExactSum } from './exact-sum';
import { addFacets, hasOutcome, mergeFacets, type FacetTally } from './facet-tally';
import { noPairs, type PairCells } from './pair-cells';
import { emptyPairing, type Pair, type PairingTally } from './pairing';
import { addScores, emptyScores, mergeScores, type ScoreTally } from './score-tally';
import { addShapes, emptyShapes, mergeShapes, type ShapeTally } from './shape-tally';
import { addSlices, mergeSlices, type Share, type SliceTally } from './slice-tally';

/**
 * All that a comparison has seen, in bounded space: plain JSON without payloads, so that it can be evidence. Two
 * of them merge to what one would be that had seen both; the order of pairs and of merges makes no difference.
 */
export interface AnswersTally extends AddedUp {
  readonly scores: ScoreTally;
  readonly classes: ClassTable;
  readonly slices: SliceTally;
  readonly facets: FacetTally;
  readonly shapes: ShapeTally;
  /** Pairs by the start of their period, as its number in a fixed width. */
  readonly periods: BoundedTable<Share>;
  readonly sample: Disagreement[];
}

/** The part that is added up number by number. */
interface AddedUp {
  /** Records of capture files by arm, and lines that were none, by reason. */
  readonly records: Record<Arm, number>;
  readonly refused: Record<Arm, Counts>;
  readonly pairing: PairingTally;
  /** Pairs that were compared, and disagreements among them. */
  readonly compared: Share;
  /** Answers in pairs that say nothing to compare, by reason; a pair with such an answer of the stable is not compared. */
  readonly unreadable: Record<Arm, Counts>;
  /** What disagreed. */
  readonly differs: Counts;
  /** Of ranked lists, over all pairs compared. */
  readonly ranks: { n: number; readonly overlap: ExactSum; readonly tau: ExactSum };
  /** Pairs whose true label is known, by who was right; filled at the end, when the labels are there. */
  readonly truth: PairCells;
}

/** A week of five minutes. */
const periodBound = { most: 2_016, empty: (): Share => ({ n: 0, x: 0 }) };
const exactly: Tolerance = { absolute: 0, relative: 0 };

export function emptyTally(): AnswersTally {
  return {
    ...emptySums(),
    scores: emptyScores(),
    classes: emptyClasses(),
    slices: {},
    facets: {},
    shapes: emptyShapes(),
    periods: emptyTable(periodBound.empty),
    sample: [],
  };
}

function emptySums(): AddedUp {
  return {
    records: { candidate: 0, stable: 0 },
    refused: { candidate: {}, stable: {} },
    pairing: emptyPairing(),
    compared: { n: 0, x: 0 },
    unreadable: { candidate: {}, stable: {} },
    differs: {},
    ranks: { n: 0, overlap: {}, tau: {} },
    truth: noPairs(),
  };
}

/** Adds one pair. */
export function addPair(tally: AnswersTally, spec: AnswerSpec, pair: Pair): void {
  const { id, candidate, stable } = pair;
  for (const arm of ['candidate', 'stable'] as const) {
    const { fault } = pair[arm];
    if (fault !== undefined) count(tally.unreadable[arm], fault);
  }
  addShapes(tally.shapes, { candidate: candidate.shape, stable: stable.shape });
  if (stable.fault !== undefined) return;

  const { agree, differs, overlap, tau } = compare(spec.form, candidate, stable);
  const at = Math.min(candidate.at, stable.at);
  for (const share of [tally.compared, periodOf(tally, at, spec)]) addShare(share, agree);
  addSlices(tally.slices, stable.slices ?? candidate.slices ?? {}, agree);
  addAnswers(tally, spec, pair);
  if (overlap !== undefined && tau !== undefined) {
    tally.ranks.n += 1;
    addTo(tally.ranks.overlap, overlap);
    addTo(tally.ranks.tau, tau);
  }
  if (agree) return;
  for (const what of differs) count(tally.differs, what);
  addDisagreement(tally.sample, { id, at: new Date(at).toISOString(), differs });
}

/** Labels, scores and outcomes of a pair, as far as both have them. */
function addAnswers(tally: AnswersTally, spec: AnswerSpec, { candidate, stable }: Pair): void {
  const { form, outcome } = spec;
  if (stable.label !== undefined && candidate.label !== undefined)
    addClasses(tally.classes, candidate.label, stable.label);
  if (stable.score !== undefined && candidate.score !== undefined) {
    const tolerance = ('tolerance' in form ? form.tolerance : undefined) ?? exactly;
    const near = within(tolerance, candidate.score, stable.score);
    addScores(tally.scores, { candidate: candidate.score, stable: stable.score, near });
  }
  if (!outcome) return;
  const had = { candidate: hasOutcome(outcome, candidate), stable: hasOutcome(outcome, stable) };
  addFacets(tally.facets, stable.facets ?? candidate.facets ?? {}, had);
}

function periodOf({ periods }: AnswersTally, at: number, { periodSeconds }: AnswerSpec): Share {
  // Of one length, so that names are in the order of time.
  const number = String(Math.floor(at / (1000 * periodSeconds))).padStart(12, '0');
  return tallyOf(periods, number, periodBound);
}

function addShare(share: Share, agree: boolean): void {
  share.n += 1;
  if (!agree) share.x += 1;
}

/** What one would be that had seen both. */
export function mergeTallies(a: AnswersTally, b: AnswersTally): AnswersTally {
  const sums = emptySums();
  for (const { records, refused, pairing, compared, unreadable, differs, ranks, truth } of [a, b])
    addInto(sums, { records, refused, pairing, compared, unreadable, differs, ranks, truth });
  return {
    ...sums,
    scores: mergeScores(a.scores, b.scores),
    classes: mergeClasses(a.classes, b.classes),
    slices: mergeSlices(a.slices, b.slices),
    facets: mergeFacets(a.facets, b.facets),
    shapes: mergeShapes(a.shapes, b.shapes),
    periods: mergeTables(a.periods, b.periods, periodBound),
    sample: mergeSamples(a.sample, b.sample),
  };
}
