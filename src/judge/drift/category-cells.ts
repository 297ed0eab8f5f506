import type { BoundedTable } from '../answers/bounded-table';
import { sum } from '../statistics/counting';
import type { CategoryCounts } from './baseline';

/** Texts of both sides counted by the names that both know, all others in one cell. */
export function categoryCells(
  baseline: CategoryCounts,
  table: BoundedTable<{ readonly n: number }>,
): { readonly baseline: readonly number[]; readonly current: readonly number[] } {
  const currentCounts = new Map(Object.entries(table.kept).map(([name, { n }]) => [name, n]));
  const current: CategoryCounts = {
    counts: currentCounts,
    other: table.other.n,
    kept: table.other.n > 0 ? 'first' : 'all',
  };
  const knows = [knowledge(baseline), knowledge(current)];
  const names = [...new Set([...baseline.counts.keys(), ...currentCounts.keys()])].filter((name) =>
    knows.every((known) => known(name)),
  );
  return { baseline: cellsOf(baseline, names), current: cellsOf(current, names) };
}

/** Of which names the count is known, though it be 0. */
function knowledge({ counts, kept }: CategoryCounts): (name: string) => boolean {
  if (kept === 'all') return () => true;
  if (kept === 'some') return (name) => counts.has(name);
  const last = [...counts.keys()].reduce((a, b) => (a > b ? a : b), '');
  return (name) => name <= last;
}

function cellsOf({ counts, other }: CategoryCounts, names: readonly string[]): number[] {
  const named = names.map((name) => counts.get(name) ?? 0);
  return [...named, sum([...counts.values()]) + other - sum(named)];
}

/** How many texts the baseline's domain has not, at least and at most, and the first of their names. */
export function unseenTexts(
  {
    domain,
    categories,
  }: { readonly domain?: ReadonlySet<string>; readonly categories?: CategoryCounts },
  table: BoundedTable<{ readonly n: number }>,
): { readonly x: number; readonly most: number; readonly names: readonly string[] } | undefined {
  const known = domain ?? (categories?.kept === 'all' ? categories.counts : undefined);
  if (!known) return undefined;
  const unseen = Object.entries(table.kept).filter(([name]) => !known.has(name));
  const x = sum(unseen.map(([, { n }]) => n));
  const names = unseen.sort(([a, one], [b, two]) => two.n - one.n || (a < b ? -1 : 1)).slice(0, 10);
  return { x, most: x + table.other.n, names: names.map(([name]) => name) };
}
