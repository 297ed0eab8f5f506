import { addInto } from './counts';

/**
 * Tallies by name, of which only so many are kept: the first in the order of their code units, the rest added
 * up. Which ones those are depends on the names alone, so the table is the same in whatever order it was filled.
 */
export interface BoundedTable<T> {
  readonly kept: Record<string, T>;
  /** What belongs to names beyond the bound. */
  readonly other: T;
}

/** The name under which people read what is beyond the bound. */
export const otherName = '(other)';

export function emptyTable<T extends object>(empty: () => T): BoundedTable<T> {
  return { kept: {}, other: empty() };
}

/** The tally of one name, made where there is none; the shared one where the name is beyond the bound. */
export function tallyOf<T extends object>(
  table: BoundedTable<T>,
  key: string,
  bound: { readonly most: number; readonly empty: () => T },
): T {
  const known = table.kept[key];
  if (known) return known;
  const last = lastOfFull(table, bound.most);
  if (last !== undefined) {
    if (key > last) return table.other;
    evict(table, last);
  }
  lasts.delete(table);
  return (table.kept[key] = bound.empty());
}

// Looking through all names for each pair that is beyond the bound would take too long.
const lasts = new WeakMap<object, string>();

/** The last name of a table that can keep no more. */
function lastOfFull<T>(table: BoundedTable<T>, most: number): string | undefined {
  const known = lasts.get(table);
  if (known !== undefined) return known;
  const names = Object.keys(table.kept);
  if (names.length < most) return undefined;
  const last = names.reduce((a, b) => (a > b ? a : b));
  lasts.set(table, last);
  return last;
}

export function mergeTables<T extends object>(
  a: BoundedTable<T>,
  b: BoundedTable<T>,
  bound: { readonly most: number; readonly empty: () => T },
): BoundedTable<T> {
  const merged = emptyTable(bound.empty);
  addInto(merged, a);
  addInto(merged, b);
  const beyond = Object.keys(merged.kept).sort().slice(bound.most);
  for (const key of beyond) evict(merged, key);
  return merged;
}

function evict<T extends object>({ kept, other }: BoundedTable<T>, key: string): void {
  addInto(other, kept[key]!);
  delete kept[key];
}

/** Every tally with its name, the shared one last where anything fell to it. */
export function rowsOf<T extends object>(
  { kept, other }: BoundedTable<T>,
  isEmpty: (tally: T) => boolean,
): readonly (readonly [name: string, tally: T])[] {
  const rows = Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1));
  return isEmpty(other) ? rows : [...rows, [otherName, other]];
}
