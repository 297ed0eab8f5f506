import type { Answer } from './answer';
import type { Outcome } from './answer-spec';
import { emptyTable, tallyOf, type BoundedTable } from './bounded-table';
import { mergeByName } from './slice-tally';

/** Pairs by who had the outcome: both, one arm only, or (the rest of n) neither. */
export interface Outcomes {
  n: number;
  both: number;
  candidateOnly: number;
  stableOnly: number;
}

/** By the name of the facet, then by its value. */
export type FacetTally = Record<string, BoundedTable<Outcomes>>;

const bound = {
  most: 50,
  empty: (): Outcomes => ({ n: 0, both: 0, candidateOnly: 0, stableOnly: 0 }),
};

export function addFacets(
  tally: FacetTally,
  facets: Readonly<Record<string, string>>,
  had: { readonly candidate: boolean; readonly stable: boolean },
): void {
  for (const [name, value] of Object.entries(facets)) {
    const outcomes = tallyOf((tally[name] ??= emptyTable(bound.empty)), value, bound);
    outcomes.n += 1;
    if (had.candidate && had.stable) outcomes.both += 1;
    else if (had.candidate) outcomes.candidateOnly += 1;
    else if (had.stable) outcomes.stableOnly += 1;
  }
}

export function mergeFacets(a: FacetTally, b: FacetTally): FacetTally {
  return mergeByName(a, b, bound);
}

/** Whether an answer is one of those whose rate is compared. */
export function hasOutcome(outcome: Outcome, { label, score }: Answer): boolean {
  if ('label' in outcome) return label === outcome.label;
  return score !== undefined && score >= outcome.scoreFrom;
}
