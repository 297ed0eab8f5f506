import { keptShare, type AwaitingLabels } from './awaiting-labels';
import { count, type Counts } from './counts';
import { labelRecord } from './label-record';
import { addPairTo, noPairs, type PairCells } from './pair-cells';

/** Labels that were read, of pairs that are there: plain JSON, no evidence. */
export interface JoinedLabels {
  /** Lines that were not blank. */
  lines: number;
  readonly refused: Counts;
  /** Labels of no pair: of other requests, or of pairs beyond those that are kept. */
  strangers: number;
  /** By id; null where two lines contradict each other. The same label twice is one. */
  readonly labels: Record<string, string | null>;
}

/** What became of the labels; whole numbers but for the share. */
export interface LabelTally {
  readonly lines: number;
  readonly refused: Counts;
  readonly strangers: number;
  /** Pairs that could have had a label, and their share of all. */
  readonly awaited: number;
  readonly share: number;
  /** Of them: without a label, with two different ones, and with one that fits two pairs. */
  readonly missing: number;
  readonly contradictory: number;
  readonly ambiguous: number;
}

export const noLabels = (): JoinedLabels => ({ lines: 0, refused: {}, strangers: 0, labels: {} });

/** Takes one line of a file with labels; the order of lines and files makes no difference. */
export function takeLabel(joined: JoinedLabels, awaiting: AwaitingLabels, line: string): void {
  if (line.trim() === '') return;
  joined.lines += 1;
  const taken = labelRecord(line);
  if ('refusal' in taken) {
    count(joined.refused, taken.refusal);
    return;
  }
  const { id, label } = taken.record;
  if (!Object.hasOwn(awaiting.pairs, id)) {
    joined.strangers += 1;
    return;
  }
  const known = joined.labels[id];
  joined.labels[id] = known === undefined || known === label ? label : null;
}

/** Who was right in the pairs whose label is known beyond doubt. */
export function joinLabels(
  { labels, lines, refused, strangers }: JoinedLabels,
  awaiting: AwaitingLabels,
): { readonly truth: PairCells; readonly labels: LabelTally } {
  const truth = noPairs();
  const lacking = { missing: 0, contradictory: 0, ambiguous: 0 };
  const pairs = Object.entries(awaiting.pairs);
  for (const [id, said] of pairs) {
    const label = labels[id];
    if (label === undefined) lacking.missing += 1;
    else if (label === null) lacking.contradictory += 1;
    else if (said === null) lacking.ambiguous += 1;
    // An arm that gave no label was not right.
    else addPairTo(truth, { candidate: said[0] === label, stable: said[1] === label });
  }
  const share = keptShare(awaiting);
  return {
    truth,
    labels: { lines, refused, strangers, awaited: pairs.length, share, ...lacking },
  };
}
