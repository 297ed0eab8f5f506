import type { LabelsRead } from '../judge/answers/answers-report-text';
import { joinLabels, noLabels } from '../judge/answers/label-join';
import type { PairCells } from '../judge/answers/pair-cells';
import type { Look } from '../judge/verdict';
import type { Comparison, Folded } from './answers-fold';
import { readAwsError } from './aws/aws-error';
import type { AwsClients } from './aws/clients';
import { labelsOf, readLabels } from './label-files';

/** The true labels at one look. */
export type LabelsFound =
  /** None are awaited, or not yet. */
  | 'none'
  /** Files were left for the next attempt, or cannot be read yet. */
  | 'unfinished'
  | { readonly truth: PairCells; readonly labels: LabelsRead };

/** So long after the first attempt labels may hold a verdict. */
const patienceMs = 60_000;

/** Whether a look awaits labels; from the first attempt on, whose time (ms) is kept, they have a minute. */
export function awaitsLabels(
  folded: Folded,
  { labels }: Comparison,
  { final, look = 1 }: Look,
  at: number,
): boolean {
  if (labels === undefined || !folded.answers.awaiting || !final || folded.behind) return false;
  if (folded.labels?.look !== look) folded.labels = labelsOf(look, at);
  return true;
}

/**
 * The true labels that had come when a look began to read them. They decide nothing, so where they cannot be read, or
 * not in time, the look goes on without any; a part of them would be no sample.
 */
export async function labelsAt(
  { s3 }: AwsClients,
  { labels: place, start }: Comparison,
  { labels: underWay, answers: { awaiting } }: Folded,
  { at, timeIsUp }: { readonly at: number; readonly timeIsUp: () => boolean },
): Promise<LabelsFound> {
  if (place === undefined || !underWay || !awaiting) return 'none';
  if (!underWay.done) {
    if (at >= underWay.since + patienceMs) {
      const { truth, labels } = joinLabels(noLabels(), awaiting);
      const last = underWay.fault === undefined ? '' : ` (${underWay.fault})`;
      const fault = `not all could be read within a minute${last}`;
      return { truth, labels: { place, files: 0, fault, ...labels } };
    }
    try {
      delete underWay.fault;
      const hours = { address: place, from: start };
      underWay.done = await readLabels(s3, hours, underWay, { awaiting, timeIsUp });
    } catch (error) {
      const { name, message } = readAwsError(error);
      underWay.fault = `${name}: ${message}`;
    }
    if (!underWay.done) return 'unfinished';
  }
  const { truth, labels } = joinLabels(underWay.joined, awaiting);
  return { truth, labels: { place, files: underWay.files, ...labels } };
}
