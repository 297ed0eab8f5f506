import type { AnswerForm, Place } from '../answers/answer-spec';
import type { AnswersReport } from '../answers/answers-report';
import { lostLimit } from '../answers/answers-assessment';
import { kinds, pairsText, shareText } from '../answers/answers-wording';
import { counted, percent } from '../figures';
import type { AnswersRecord } from './answers-record';
import { answersChange } from './answers-change';
import { othersOf, type Explanation } from './explanation';

/** A comparison of answers in plain sentences, for somebody who has to defend its verdict. */
export function answersExplanation(record: AnswersRecord): Explanation {
  const { gate, report } = record;
  const { verdict } = report;
  return {
    gate: gate.id,
    verdict: `${verdict.result} (${verdict.reason})`,
    tested: testedOf(record),
    seen: seenOf(record),
    why: `${verdict.sentence} ${whyOf(record)}`.trim(),
    change: answersChange(record),
    others: othersOf([]),
  };
}

function testedOf({ gate, look, window, report }: AnswersRecord): string {
  const { spec, alpha } = gate;
  const held = look.final
    ? `look ${look.look ?? 1} at the end of the window`
    : 'a look before the end of the window or before all captures were read, which can fail a candidate and never pass it';
  const parts = [
    `The rule is "fewer than ${shareText(spec.required)} of the answers agree with the stable's to the same requests -> take it back".`,
    `Two answers agree when ${agreement(spec.form)}.`,
    `Held to be true until disproved: ${shareText(spec.required)} agree, in each slice ${shareText(spec.sliceRequired)}, and at most ${percent(spec.schemaLimit)} of the answers break the schema of the stable's.`,
    `Judged from ${window.start} to ${window.end}, ${held}.`,
    `The chance of failing a candidate that keeps the rule is at most ${percent(alpha)} in the whole release.`,
    `Method: ${report.verdict.method}.`,
  ];
  return parts.join(' ');
}

function agreement(form: AnswerForm): string {
  switch (form.kind) {
    case 'classification':
      return `they have the same label (${placeText(form.label)})`;
    case 'regression': {
      const { absolute, relative } = form.tolerance;
      return `their scores (${placeText(form.score)}) differ by at most ${absolute} or ${percent(relative)} of the larger`;
    }
    case 'ranking': {
      const { by, depth, least } = form.agreeBy;
      const measure = by === 'overlap' ? 'share of common items' : "Kendall's tau";
      return `the ${measure} of their first ${depth} (${placeText(form.list)}) is at least ${least}`;
    }
    case 'opaque':
      return `they say the same at ${form.paths?.join(', ') ?? 'every place'}`;
  }
}

const placeText = (place: Place): string =>
  'path' in place ? place.path : `column ${place.column}`;

function seenOf(record: AnswersRecord): string {
  const { report, tally, files, unreadable } = record;
  if (unreadable !== undefined) return `No capture could be read: ${unreadable}`;
  const { assessment, pairing } = report;
  const { records } = tally;
  return [
    `${counted(files, 'file')} held ${counted(records.candidate, 'answer')} of the candidate and ${records.stable} of the stable, which made ${pairsText(pairing.pairs)}; ${percent(assessment.lost)} had no counterpart (limit ${percent(lostLimit)}).`,
    `Of ${counted(assessment.n, 'compared pair')} ${assessment.n - assessment.x} agree${assessment.n > 0 ? ` (${shareText(assessment.agreement)}; credible are ${shareText(assessment.lower)} to ${shareText(assessment.upper)})` : ''}.`,
    ...slicesText(report),
    ...differencesText(report),
    ...truthText(record),
  ].join(' ');
}

function slicesText({ assessment: { slices } }: AnswersReport): string[] {
  const [worst] = slices;
  if (!worst) return [];
  const odd = slices.filter(({ result }) => result !== 'unremarkable').length;
  return [
    `Of ${counted(slices.length, 'slice')} ${odd} ${odd === 1 ? 'is' : 'are'} remarkable; the most suspicious, ${worst.slice} = ${worst.value}, agrees in ${worst.n - worst.x} of ${pairsText(worst.n)}.`,
  ];
}

function differencesText({ differs, scores, assessment: { schema } }: AnswersReport): string[] {
  const what = kinds(differs);
  return [
    ...(what === '' ? [] : [`What differs: ${what}.`]),
    ...(scores
      ? [
          `The candidate's scores are ${figure(scores.bias)} higher on average, and lie ${figure(scores.ks)} apart in distribution (Kolmogorov-Smirnov, 0 to 1).`,
        ]
      : []),
    schema.known
      ? `${schema.violating} of ${counted(schema.answers, 'answer')} of the candidate broke the schema.`
      : 'Of the schema nothing can be said: answers have too many shapes.',
  ];
}

function truthText({ labels, report: { truth } }: AnswersRecord): string[] {
  if (labels?.fault !== undefined) return ['The true labels could not be read.'];
  if (labels && !truth) return ['No true label had come for any pair.'];
  if (!truth) return [];
  const points = (ratio: number): string => String(Number((100 * ratio).toFixed(2)));
  return [
    `With ${counted(truth.n, 'true label')} the candidate was right in ${percent(truth.candidate)}, the stable in ${percent(truth.stable)}: a difference of ${points(truth.difference)} points (95 %: ${points(truth.low)} to ${points(truth.high)}), which decides nothing here.`,
  ];
}

function whyOf({ report: { assessment, verdict } }: AnswersRecord): string {
  const { dispersion, odds, oddsNeeded } = assessment;
  const bursts =
    dispersion > 1.005
      ? ` Disagreements come in bursts: ${Number(dispersion.toPrecision(3))} share one fate, which the bounds allow for.`
      : '';
  if (verdict.reason === 'answers-differ' && odds >= oddsNeeded)
    return `Those odds were reached within the window; each period has one vote, however many of its pairs disagree.${bursts}`;
  if (verdict.reason === 'unpaired')
    return 'Answers that were not captured for both may be the very ones that differ.';
  return bursts.trim();
}

const figure = (value: number): string => String(Number(value.toPrecision(3)));
