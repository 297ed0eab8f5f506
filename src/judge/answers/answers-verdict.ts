import { numberOnly } from '../number-only';
import { odds, percent } from '../figures';
import { resultOf } from '../result';
import type { ArmCount, Look, Verdict } from '../verdict';
import { assessAnswers, lostLimit, type AnswersAssessment } from './answers-assessment';
import type { AnswersGate } from './answers-gate';
import type { AnswersTally } from './answers-tally';
import { kinds, pairsText, shareText } from './answers-wording';

/**
 * Whether the candidate answers mirrored requests as the stable does. Value and limit are shares that agree; the
 * counts are disagreements among pairs. Data that cannot be judged is inconclusive, never an exception.
 */
export function answersVerdict(gate: AnswersGate, tally: AnswersTally, look: Look): Verdict {
  return verdictOf(gate, assessAnswers(gate, tally, look), tally);
}

/** The verdict of an assessment that was made of this tally. */
export function verdictOf(
  gate: AnswersGate,
  seen: AnswersAssessment,
  tally: AnswersTally,
): Verdict {
  const { reason, n, x, agreement, lower } = seen;
  const ratio = n > 0 ? x / n : 0;
  const candidate: ArmCount = { n, x, ratio, upper: 1 - lower };
  return {
    result: resultOf(reason),
    gate: gate.id,
    reason,
    sentence: sentenceOf(gate, seen, tally),
    ...(n > 0 && { value: agreement }),
    limit: gate.spec.required,
    unit: 'ratio',
    candidate,
    // The reference agrees with itself.
    stable: numberOnly(n),
    method:
      'exact bounds of agreement, period betting e-process, slices by Bonferroni, schema by paths /1',
  };
}

function sentenceOf(
  { spec, minimum }: AnswersGate,
  seen: AnswersAssessment,
  tally: AnswersTally,
): string {
  const { n, x, lower, upper, schema, slices } = seen;
  const required = shareText(spec.required);
  const finding = `${n - x} of ${pairsText(n)} of answers agree (${shareText(seen.agreement)}, required: ${required})`;
  const [worst] = slices;
  const slice = worst
    ? `in slice ${worst.slice} = ${worst.value} only ${worst.n - worst.x} of ${pairsText(worst.n)} agree (${shareText(worst.agreement)}, required: ${shareText(spec.sliceRequired)})`
    : '';
  const broken = `${schema.violating} of ${schema.answers} answers of the candidate break the schema (limit ${percent(spec.schemaLimit)})`;
  switch (seen.reason) {
    case 'within-limit':
      return `${finding}; with near certainty at least ${shareText(lower)} do, no slice is worse than it may be, and ${broken}.`;
    case 'answers-differ':
      return seen.odds >= seen.oddsNeeded
        ? `${finding}; the odds against a candidate that agrees as required are ${odds(seen.odds)} (needed: ${odds(seen.oddsNeeded)}).`
        : `${finding}; beyond doubt at most ${shareText(upper)} do.`;
    case 'slice-differs':
      return `${finding}, but ${slice}: beyond doubt too few.`;
    case 'slice-suspected':
      return `${finding}, but ${slice}: too few for a pass, though no proof of harm.`;
    case 'schema-violated':
      return `${broken}${firstViolation(seen)}; ${finding}.`;
    case 'schema-suspected':
      return `${finding}, with near certainty at least ${shareText(lower)} do; but ${broken}${firstViolation(seen)}: too many for a pass, though no proof of harm.`;
    case 'schema-unlearned':
      return `${finding}; but answers have too many shapes to tell a changed schema: give the paths that every answer must have.`;
    case 'unpaired':
      return `${percent(seen.lost)} of the captured answers have no counterpart (limit ${percent(lostLimit)}), of ${tally.records.candidate} of the candidate and ${tally.records.stable} of the stable; what agrees among the rest proves nothing.`;
    case 'unreadable-answers':
      return `${percent(seen.unreadable)} of the stable's answers say nothing that can be compared (limit ${percent(lostLimit)}): ${kinds(tally.unreadable.stable)}.`;
    case 'too-few-pairs':
      return `Only ${pairsText(n)} of answers of the ${minimum.pairs} that a pass needs; ${finding}.`;
    case 'too-few-periods':
      return `Only ${seen.periods} periods with answers of the ${minimum.periods} that a pass needs; ${finding}.`;
    case 'too-early':
      return `So far ${finding}; a pass is only given at the end of the window.`;
    case 'no-traffic':
      return 'No answers were captured: there is nothing to compare.';
    case 'unusable-spec':
      return `The rule for answers cannot be applied: ${seen.faults.join('; ')}.`;
    case 'bad-input':
      return 'The counts of answers are not counts: they were altered or read wrongly, so nothing is concluded from them.';
    default:
      return `${finding}; neither harm nor agreement as required is proven, it may be as low as ${shareText(lower)}${schema.violating > 0 ? `, and ${broken}` : ''}.`;
  }
}

function firstViolation({ schema }: AnswersAssessment): string {
  const [first] = schema.violations;
  return first ? `, first of all ${first.path} (${first.what})` : '';
}
