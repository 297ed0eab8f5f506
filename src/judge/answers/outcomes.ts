/** Pairs by who had an outcome, such as a right answer: both, one arm only, or (the rest of n) neither. */
export interface Outcomes {
  n: number;
  both: number;
  candidateOnly: number;
  stableOnly: number;
}

export const noOutcomes = (): Outcomes => ({ n: 0, both: 0, candidateOnly: 0, stableOnly: 0 });

export function addOutcome(
  outcomes: Outcomes,
  had: { readonly candidate: boolean; readonly stable: boolean },
): void {
  outcomes.n += 1;
  if (had.candidate && had.stable) outcomes.both += 1;
  else if (had.candidate) outcomes.candidateOnly += 1;
  else if (had.stable) outcomes.stableOnly += 1;
}
