/** Pairs by which arm had what is counted, such as a right answer: both, one arm only, or (the rest of n) neither. */
export interface PairCells {
  n: number;
  both: number;
  candidateOnly: number;
  stableOnly: number;
}

export const noPairs = (): PairCells => ({ n: 0, both: 0, candidateOnly: 0, stableOnly: 0 });

export function addPairTo(
  cells: PairCells,
  had: { readonly candidate: boolean; readonly stable: boolean },
): void {
  cells.n += 1;
  if (had.candidate && had.stable) cells.both += 1;
  else if (had.candidate) cells.candidateOnly += 1;
  else if (had.stable) cells.stableOnly += 1;
}
