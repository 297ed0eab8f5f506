import { sliceRequirement } from '../answers/answer-spec';
import { mayViolate } from '../answers/answers-assessment';
import type { AnswersGate } from '../answers/answers-gate';
import { answersVerdict } from '../answers/answers-verdict';
import { pairsText, shareText } from '../answers/answers-wording';
import { counted } from '../figures';
import { spentAt } from '../statistics/upper-bound';
import type { Reason } from '../verdict';
import type { AnswersRecord } from './answers-record';
import { fewestRequests, mostBad, type PassRule } from './pass-room';

type Change = (record: AnswersRecord) => string;

const looser: Change = (record) => {
  const least = largestRequired(record);
  return least === undefined
    ? 'No required agreement would have let these counts go.'
    : `A required agreement of ${shareText(least)} or less would not have failed it, which says how far the answers are apart, not that this is well.`;
};

const pass: Change = (record) => {
  const { n, x, dispersion } = record.report.assessment;
  const allowed = 1 - record.gate.spec.required;
  const error = spentAt(record.look.look ?? 1);
  const rule: PassRule = { limit: allowed, passLimit: allowed, error, dispersion };
  const most = mostBad(n, rule);
  const room =
    most === undefined
      ? `${pairsText(n)} are too few for a pass, even if all agree`
      : `Among ${pairsText(n)} a pass allows at most ${counted(most, 'disagreement')}, ${x} were seen`;
  if (most !== undefined && x <= most) return `${room}.`;
  const enough = fewestRequests(x / n, rule);
  return enough === undefined
    ? `${room}. At this share no number of pairs passes.`
    : `${room}. With the same share ${pairsText(enough)} would pass.`;
};

const changes: Readonly<Partial<Record<Reason, Change>>> = {
  'answers-differ': looser,
  'within-limit': pass,
  'above-limit-not-proven': pass,
  'slice-differs': () =>
    'Agreement within that slice, or a spec that does not ask for it: then the whole would have been judged alone.',
  'slice-suspected': () => 'More pairs of that slice, by a longer shadow, or more agreement in it.',
  'schema-suspected': ({ gate, report: { assessment } }) => {
    const { schema } = assessment;
    return `Answers with the paths and types that the stable's have: of ${counted(schema.answers, 'answer')} a pass allows at most ${mayViolate(schema, gate.spec)} that break them, ${schema.violating} did.`;
  },
  'schema-violated': () => "Answers with the paths and types that the stable's have.",
  'schema-unlearned': () => 'Answers of the stable with fewer shapes.',
  'captures-unreadable': () => "Captures that the worker's role may list and read.",
  unpaired: () =>
    'Captures of both variants under one id: callers that send an inference id of their own with each request, and captures that are all there when the window is judged (settle).',
  'unreadable-answers': () => "Places of the spec at which the stable's answers have a value.",
  'no-traffic': () => 'Requests, and captures of them below the prefix of the plan.',
  'too-few-pairs': ({ gate, report }) =>
    `${pairsText(Math.max(1, gate.minimum.pairs - report.assessment.n))} more, by a longer shadow.`,
  'too-few-periods': ({ gate, report }) =>
    `${counted(Math.max(1, gate.minimum.periods - report.assessment.periods), 'more period')} with answers, by a longer shadow.`,
  'too-early': () => 'The end of the window, or proof of harm before it.',
  'bad-input': () => 'Counts that do not contradict themselves.',
  'unusable-spec': () => 'A rule whose places and numbers can be used.',
};

/** What the verdict hung on, in one or two sentences. */
export function answersChange(record: AnswersRecord): string {
  return changes[record.report.verdict.reason]?.(record) ?? 'Other numbers.';
}

/**
 * The largest required agreement, rounded down to a tenth of a percent, that these counts would not have failed, with
 * what a spec of that agreement asks of each slice.
 */
function largestRequired({ gate, look, tally }: AnswersRecord): number | undefined {
  const fails = (thousandths: number): boolean => {
    const required = thousandths / 1000;
    const sliceRequired = Math.max(0, sliceRequirement(required));
    const other: AnswersGate = { ...gate, spec: { ...gate.spec, required, sliceRequired } };
    return answersVerdict(other, tally, look).result === 'fail';
  };
  if (fails(1)) return undefined;
  let [low, high] = [1, Math.ceil(1000 * gate.spec.required)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fails(middle)) high = middle;
    else low = middle;
  }
  return low / 1000;
}
