import type { AnswerSpec } from '../answers/answer-spec';
import type { AnswersGate } from '../answers/answers-gate';
import { reportOf, type AnswersRecord } from './answers-record';
import { firstDifference } from './first-difference';
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
  if (firstDifference(then.form, now.form)) return 'agreement by these places and tolerances';
  if (firstDifference(then.slices, now.slices)) return 'agreement within these slices';
  return undefined;
}
