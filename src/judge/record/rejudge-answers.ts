import type { AnswerSpec } from '../answers/answer-spec';
import type { AnswersGate } from '../answers/answers-gate';
import { reportOf, type AnswersRecord } from './answers-record';
import type { Rejudged } from './rejudge';

/**
 * Judges the counts of a comparison by another gate: as much agreement, as many pairs as that one asks for. What was
 * counted cannot be counted anew, for no answer is kept: other places, tolerances or slices are named, not judged.
 */
export function rejudgeAnswers(record: AnswersRecord, now: AnswersGate): Rejudged {
  const { gate: then } = record;
  const other = countedOtherwise(then.spec, now.spec);
  if (other !== undefined) return { neverAsked: other };
  const { required, sliceRequired, schemaLimit } = now.spec;
  const gate: AnswersGate = {
    ...then,
    alpha: now.alpha,
    spec: { ...then.spec, required, sliceRequired, schemaLimit },
    // Periods were counted by their length of then.
    minimum: { pairs: now.minimum.pairs, periods: then.minimum.periods },
  };
  return { verdict: reportOf({ ...record, gate }).verdict };
}

function countedOtherwise(then: AnswerSpec, now: AnswerSpec): string | undefined {
  if (textOf(then.form) !== textOf(now.form)) return 'agreement by these places and tolerances';
  if (textOf(then.slices) !== textOf(now.slices)) return 'agreement within these slices';
  return undefined;
}

/** Members in the order of their names: a record's may stand in another order than a spec's. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
