import type { AnswersInconclusiveReason } from './answers/answers-reason';
import type { ArmCount, InconclusiveReason, Verdict } from './verdict';

const nothing: ArmCount = { n: 0, x: 0, ratio: 0, upper: 1 };

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
    candidate: nothing,
    stable: nothing,
    method: 'none',
  };
}
