import type { AnswersInconclusiveReason } from './answers/answers-reason';
import { numberOnly } from './number-only';
import type { InconclusiveReason, Verdict } from './verdict';

/** A verdict without any number to stand on. */
export function unjudged(
  gate: string,
  reason: InconclusiveReason | AnswersInconclusiveReason,
  sentence: string,
): Verdict {
  return {
    result: 'inconclusive',
    gate,
    reason,
    sentence,
    unit: 'count',
    candidate: numberOnly(0),
    stable: numberOnly(0),
    method: 'none',
  };
}
