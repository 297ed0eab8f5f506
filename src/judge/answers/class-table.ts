import { addInto, count, type Counts } from './counts';
import { otherName } from './bounded-table';

/** How often the candidate said this where the stable said that; at most so many classes are told apart. */
export interface ClassTable {
  n: number;
  agree: number;
  /** How often either arm said a class. */
  readonly classes: Counts;
  /** By the stable's class, then the candidate's. */
  readonly cells: Record<string, Counts>;
}

const mostClasses = 50;

export const emptyClasses = (): ClassTable => ({ n: 0, agree: 0, classes: {}, cells: {} });

export function addClasses(table: ClassTable, candidate: string, stable: string): void {
  table.n += 1;
  if (candidate === stable) table.agree += 1;
  const known = candidate in table.classes && stable in table.classes;
  count(table.classes, candidate);
  count(table.classes, stable);
  count((table.cells[stable] ??= {}), candidate);
  if (!known) bound(table);
}

export function mergeClasses(a: ClassTable, b: ClassTable): ClassTable {
  const merged = emptyClasses();
  addInto(merged, a);
  addInto(merged, b);
  bound(merged);
  return merged;
}

/**
 * Cohen's kappa (1960): agreement beyond what the classes' frequencies alone would bring. Absent without pairs,
 * where both arms only ever say one class, and where not all classes could be told apart.
 */
export function kappa({ n, agree, classes, cells }: Readonly<ClassTable>): number | undefined {
  if (n === 0 || Object.hasOwn(classes, otherName)) return undefined;
  const stables: Counts = {};
  const candidates: Counts = {};
  for (const [stable, row] of Object.entries(cells)) {
    for (const [candidate, times] of Object.entries(row)) {
      count(stables, stable, times);
      count(candidates, candidate, times);
    }
  }
  // By name, for sums of doubles depend on their order.
  const chance = Object.keys(stables)
    .sort()
    .reduce((sum, name) => sum + (stables[name]! / n) * ((candidates[name] ?? 0) / n), 0);
  return chance < 1 ? (agree / n - chance) / (1 - chance) : undefined;
}

/** Classes beyond the bound, the last in the order of their names, become one: the same ones in any order of pairs. */
function bound({ classes, cells }: ClassTable): void {
  for (;;) {
    const names = Object.keys(classes).filter((name) => name !== otherName);
    if (names.length <= mostClasses) return;
    const last = names.reduce((a, b) => (a > b ? a : b));
    rename(classes, last);
    for (const row of Object.values(cells)) if (Object.hasOwn(row, last)) rename(row, last);
    const row = cells[last];
    if (!row) continue;
    addInto((cells[otherName] ??= {}), row);
    delete cells[last];
  }
}

function rename(counts: Counts, name: string): void {
  count(counts, otherName, counts[name]);
  delete counts[name];
}
