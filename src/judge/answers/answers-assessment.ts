import { dispersion } from '../statistics/dispersion';
import { periodVotes } from '../e-process';
import { halvedAt, spentAt, upperBound } from '../statistics/upper-bound';
import type { MetricReason, Look } from '../verdict';
import { answerReader } from './answer';
import type { AnswerSpec } from './answer-spec';
import type { AnswersGate } from './answers-gate';
import type { AnswersReason } from './answers-reason';
import { emptyTally, type AnswersTally } from './answers-tally';
import { total } from './counts';
import { schemaFinding, type SchemaFinding } from './schema-finding';
import { sliceFindings, type SliceFinding } from './slice-findings';
import { soundTally } from './sound-tally';

/** How the gate's error is spent: half by looks at any time, the rest by exact tests at planned looks. */
const parts = { odds: 1 / 2, agreement: 1 / 4, slices: 1 / 8, schema: 1 / 8 } as const;

/** Largest share of records without their counterpart, and of pairs whose stable answer says nothing. */
export const lostLimit = 0.01;

/** Fewest disagreements that may fail a candidate: one is never a pattern. */
const fewest = 2;
const smallestLimit = 1e-9;
const largestOddsKept = 1e300;

export interface AnswersAssessment {
  readonly reason: AnswersReason | MetricReason;
  readonly n: number;
  /** Disagreements. */
  readonly x: number;
  readonly agreement: number;
  /** Exact one-sided bounds of the agreement: the lower for a pass, the upper for a failure. */
  readonly lower: number;
  readonly upper: number;
  /** How many pairs share one fate; that many fewer count for the bounds. */
  readonly dispersion: number;
  /** Largest odds against agreement as required that any moment of the window reached. */
  readonly odds: number;
  readonly oddsNeeded: number;
  readonly periods: number;
  /** Records or ids without a counterpart, as a share of all. */
  readonly lost: number;
  readonly unreadable: number;
  readonly slices: readonly SliceFinding[];
  readonly schema: SchemaFinding;
  readonly faults: readonly string[];
}

/** Weighs all that was seen: harm first, then what a pass needs in the order a person would ask. */
export function assessAnswers(
  gate: AnswersGate,
  given: AnswersTally,
  look: Look,
): AnswersAssessment {
  const reader = answerReader(gate.spec);
  const faults = [...gateFaults(gate), ...('faults' in reader ? reader.faults : [])];
  const sound = soundTally(given);
  // Numbers that are none are not computed with at all.
  const tally = sound && faults.length === 0 ? given : emptyTally();
  const seen = weigh(gate, tally, look);
  if (faults.length > 0) return { reason: 'unusable-spec', ...seen, faults };
  if (!sound) return { reason: 'bad-input', ...seen, faults };
  return { reason: reasonOf(seen, gate, { tally, look }), ...seen, faults };
}

type Seen = Omit<AnswersAssessment, 'reason' | 'faults'>;

function gateFaults({ alpha, minimum }: AnswersGate): string[] {
  const { pairs, periods } = minimum;
  return [
    ...(alpha > 0 && alpha < 1 ? [] : [`alpha ${alpha} is no chance of failing a good candidate`]),
    ...(pairs >= 0 && periods >= 0
      ? []
      : [`a pass needs ${pairs} pairs in ${periods} periods, which are no counts`]),
  ];
}

/** Halved at each planned look, so that all together keep it. */
const atLook = (error: number, { look = 1 }: Look): number => halvedAt(error, look);

function weigh({ spec, alpha }: AnswersGate, tally: AnswersTally, look: Look): Seen {
  const { n, x } = tally.compared;
  const passError = spentAt(look.look ?? 1);
  const counts = Object.entries(tally.periods.kept)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, share]) => share);
  const spread = dispersion(counts);
  return {
    n,
    x,
    agreement: n > 0 ? 1 - x / n : 0,
    lower: 1 - upperBound({ n, x }, passError, spread),
    upper: upperBound({ n, x: n - x }, atLook(alpha * parts.agreement, look), spread),
    dispersion: spread,
    odds: largestOdds(counts, 1 - spec.required),
    oddsNeeded: alpha > 0 ? 1 / (alpha * parts.odds) : largestOddsKept,
    periods: counts.length,
    lost: lostShare(tally),
    unreadable: unreadableShare(tally),
    slices: sliceFindings(tally.slices, spec.sliceRequired, {
      proof: atLook(alpha * parts.slices, look),
      suspicion: passError,
    }),
    schema: schemaFinding(spec, tally.shapes),
  };
}

function reasonOf(
  seen: Seen,
  { spec, minimum, alpha }: AnswersGate,
  { tally, look }: { readonly tally: AnswersTally; readonly look: Look },
): AnswersAssessment['reason'] {
  const { n, x, slices, schema } = seen;
  const trusted = seen.lost <= lostLimit && seen.unreadable <= lostLimit;
  if (trusted && x >= fewest && seen.odds >= seen.oddsNeeded) return 'answers-differ';
  if (!look.final) return 'too-early';
  if (tally.records.candidate + tally.records.stable + n === 0) return 'no-traffic';
  if (seen.lost > lostLimit) return 'unpaired';
  if (seen.unreadable > lostLimit) return 'unreadable-answers';
  if (x >= fewest && seen.upper < spec.required) return 'answers-differ';
  if (slices.some(({ result, x: bad }) => result === 'differs' && bad >= fewest))
    return 'slice-differs';
  if (schema.known && violated(schema, spec.schemaLimit, atLook(alpha * parts.schema, look)))
    return 'schema-violated';
  if (n === 0 || n < minimum.pairs) return 'too-few-pairs';
  if (seen.periods < minimum.periods) return 'too-few-periods';
  if (!schema.known) return 'schema-unlearned';
  if (slices.some(({ result }) => result !== 'unremarkable')) return 'slice-suspected';
  if (seen.lower < spec.required) return 'above-limit-not-proven';
  return schema.violating <= mayViolate(schema, spec) ? 'within-limit' : 'schema-suspected';
}

/** Most answers of the candidate that may break the schema in a pass. */
export function mayViolate(
  { answers }: SchemaFinding,
  { schemaLimit }: Pick<AnswerSpec, 'schemaLimit'>,
): number {
  return Math.floor(schemaLimit * answers);
}

/** Whether more answers break the schema than may, beyond doubt. */
function violated({ answers, violating }: SchemaFinding, limit: number, error: number): boolean {
  return (
    violating >= fewest && 1 - upperBound({ n: answers, x: answers - violating }, error) > limit
  );
}

/** One bounded vote a period, as for the errors of metrics: valid at any moment, however disagreements cluster. */
function largestOdds(
  counts: readonly { readonly n: number; readonly x: number }[],
  limit: number,
): number {
  const votes = periodVotes(Math.max(smallestLimit, limit));
  const most = counts.reduce((odds, share) => Math.max(odds, votes.after(share)), 1);
  // JSON has no infinity.
  return Math.min(most, largestOddsKept);
}

function lostShare({ pairing, refused }: AnswersTally): number {
  const { pairs, candidateOnly, stableOnly, ambiguous, late, overflow } = pairing;
  const lines = total(refused.candidate) + total(refused.stable);
  const lost = candidateOnly + stableOnly + ambiguous + late + overflow + lines;
  return lost === 0 ? 0 : lost / (pairs + lost);
}

function unreadableShare({ unreadable, pairing }: AnswersTally): number {
  const faults = total(unreadable.stable);
  return faults === 0 ? 0 : faults / Math.max(faults, pairing.pairs);
}
