import { emptyTable, mergeTables, tallyOf, type BoundedTable } from './bounded-table';

/** How many answers of each arm had a shape. */
export interface ArmShapes {
  candidate: number;
  stable: number;
}

export type ShapeTally = BoundedTable<ArmShapes>;

const bound = { most: 40, empty: (): ArmShapes => ({ candidate: 0, stable: 0 }) };

export const emptyShapes = (): ShapeTally => emptyTable(bound.empty);

export function addShapes(
  tally: ShapeTally,
  { candidate, stable }: { readonly candidate: string; readonly stable: string },
): void {
  tallyOf(tally, candidate, bound).candidate += 1;
  tallyOf(tally, stable, bound).stable += 1;
}

export function mergeShapes(a: ShapeTally, b: ShapeTally): ShapeTally {
  return mergeTables(a, b, bound);
}
