import type { Said } from './awaiting-labels';

/** Pairs whose true label is known, by who was right; the rest of n is neither. */
export interface TruthTally {
  n: number;
  both: number;
  candidateOnly: number;
  stableOnly: number;
}

export const emptyTruth = (): TruthTally => ({ n: 0, both: 0, candidateOnly: 0, stableOnly: 0 });

/** An arm that gave no label was not right. */
export function addTruth(tally: TruthTally, truth: string, [candidate, stable]: Said): void {
  tally.n += 1;
  const [own, other] = [candidate === truth, stable === truth];
  if (own && other) tally.both += 1;
  else if (own) tally.candidateOnly += 1;
  else if (other) tally.stableOnly += 1;
}
