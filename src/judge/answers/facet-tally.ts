import type { Answer } from './answer';
import type { Outcome } from './answer-spec';
import { emptyTable, tallyOf, type BoundedTable } from './bounded-table';
import { addPairTo, noPairs, type PairCells } from './pair-cells';
import { mergeByName } from './slice-tally';

/** By the name of the facet, then by its value. */
export type FacetTally = Record<string, BoundedTable<PairCells>>;

const bound = { most: 50, empty: noPairs };

export function addFacets(
  tally: FacetTally,
  facets: Readonly<Record<string, string>>,
  had: { readonly candidate: boolean; readonly stable: boolean },
): void {
  for (const [name, value] of Object.entries(facets))
    addPairTo(tallyOf((tally[name] ??= emptyTable(bound.empty)), value, bound), had);
}

export function mergeFacets(a: FacetTally, b: FacetTally): FacetTally {
  return mergeByName(a, b, bound);
}

/** Whether an answer is one of those whose rate is compared. */
export function hasOutcome(outcome: Outcome, { label, score }: Answer): boolean {
  if ('label' in outcome) return label === outcome.label;
  return score !== undefined && score >= outcome.scoreFrom;
}
