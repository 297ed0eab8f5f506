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

interface Asked {
  readonly comparison: Comparison;
  readonly folded: Folded;
  readonly look: Look;
  /** Time of the attempt, ms. */
  readonly at: number;
  /** Until when labels that cannot be read are asked for again, ms. */
  readonly patientUntil: number;
  readonly timeIsUp: () => boolean;
}

/**
 * The true labels that have come by a look that may conclude. They decide nothing, so where they cannot be read the
 * look goes on without any; a part of them would be no sample.
 */
export async function labelsAt(
  { s3 }: AwsClients,
  { comparison, folded, look, at, patientUntil, timeIsUp }: Asked,
): Promise<LabelsFound> {
  const { labels: place, start } = comparison;
  const { awaiting } = folded.answers;
  if (place === undefined || !awaiting || !look.final || folded.behind) return 'none';
  const number = look.look ?? 1;
  const underWay = folded.labels?.look === number ? folded.labels : labelsOf(number);
  folded.labels = underWay;
  try {
    const hours = { address: place, from: start, to: at };
    if (!(await readLabels(s3, hours, underWay, { awaiting, timeIsUp }))) return 'unfinished';
    const { truth, labels } = joinLabels(underWay.joined, awaiting);
    return { truth, labels: { place, files: underWay.files.length, ...labels } };
  } catch (error) {
    // Of a file that broke off some lines were taken.
    delete folded.labels;
    if (at < patientUntil) return 'unfinished';
    const { name, message } = readAwsError(error);
    const { truth, labels } = joinLabels(noLabels(), awaiting);
    return { truth, labels: { place, files: 0, fault: `${name}: ${message}`, ...labels } };
  }
}
