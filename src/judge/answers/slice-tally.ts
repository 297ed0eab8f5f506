import { emptyTable, mergeTables, tallyOf, type BoundedTable } from './bounded-table';

/** Pairs and disagreements. */
export interface Share {
  n: number;
  x: number;
}

/** By the name of the slice, then by its value. */
export type SliceTally = Record<string, BoundedTable<Share>>;

const bound = { most: 50, empty: (): Share => ({ n: 0, x: 0 }) };

export function addSlices(
  tally: SliceTally,
  slices: Readonly<Record<string, string>>,
  agree: boolean,
): void {
  for (const [name, value] of Object.entries(slices)) {
    const share = tallyOf((tally[name] ??= emptyTable(bound.empty)), value, bound);
    share.n += 1;
    if (!agree) share.x += 1;
  }
}

export function mergeSlices(a: SliceTally, b: SliceTally): SliceTally {
  return mergeByName(a, b, bound);
}

/** Tables of the same name merged. */
export function mergeByName<T extends object>(
  a: Record<string, BoundedTable<T>>,
  b: Record<string, BoundedTable<T>>,
  limit: { readonly most: number; readonly empty: () => T },
): Record<string, BoundedTable<T>> {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const none = emptyTable(limit.empty);
  return Object.fromEntries(
    names.map((name) => [name, mergeTables(a[name] ?? none, b[name] ?? none, limit)]),
  );
}
