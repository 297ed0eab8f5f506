import type { AnswersInconclusiveReason } from './answers/answers-reason';
import { armOf } from './arm-of';
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
    candidate: armOf(0),
    stable: armOf(0),
    method: 'none',
  };
}
