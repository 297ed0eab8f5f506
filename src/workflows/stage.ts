import type { StageName } from '../release/checklist';
import type { Stop } from '../release/outcome';
import type { ReasonWord } from '../release/reasons';
import type { ReleaseVerdict } from '../release/verdict';
import type { Release } from './release';

/** One part of the checklist; `run` answers with what stopped it, or nothing where it passed. */
export interface Stage {
  readonly name: StageName;
  readonly run: (release: Release) => Promise<Stop | undefined>;
}

/** The findings that blame the candidate; all others are the environment's, and the registry is not told. */
const candidatesFault: readonly ReasonWord[] = [
  'ErrorsAboveLimit',
  'SlowerThanLimit',
  'AnswersDiffer',
  'WorseThanStable',
  'SmokeFailed',
  'UpdateFailed',
];

/** A verdict that is no pass, as a stop. */
export function stopOf(verdict: ReleaseVerdict): Stop {
  return {
    cause: 'check',
    reason: verdict.reason,
    sentence: verdict.sentence,
    candidateFailed:
      verdict.result === 'fail' &&
      (verdict.candidateAlarmed === true || candidatesFault.includes(verdict.reason)),
  };
}
