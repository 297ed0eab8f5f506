import type { Answer } from './answer';

/** Pairs whose true label is known, by who was right; the rest of n is neither. */
export interface TruthTally {
  n: number;
  both: number;
  candidateOnly: number;
  stableOnly: number;
}

export const emptyTruth = (): TruthTally => ({ n: 0, both: 0, candidateOnly: 0, stableOnly: 0 });

export function addTruth(
  tally: TruthTally,
  truth: string,
  { candidate, stable }: { readonly candidate: Answer; readonly stable: Answer },
): void {
  tally.n += 1;
  const [own, other] = [candidate.label === truth, stable.label === truth];
  if (own && other) tally.both += 1;
  else if (own) tally.candidateOnly += 1;
  else if (other) tally.stableOnly += 1;
}
