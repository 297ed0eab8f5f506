import { idHash } from './id-hash';

/** Whole numbers by name: they add up to the same in whatever order they come. */
export type Counts = Record<string, number>;

const longestKey = 80;

/** A text as the name of a count: of bounded length, and never one that every object has. */
export function keyOf(text: string): string {
  if (text in {}) return `"${text}"`;
  if (text.length <= longestKey) return text;
  return `${text.slice(0, longestKey - 20)}…${idHash(text).toString(36)}`;
}

export function count(counts: Counts, key: string, by = 1): void {
  counts[key] = (counts[key] ?? 0) + by;
}

export function total(counts: Readonly<Counts>): number {
  return Object.values(counts).reduce((sum, value) => sum + value, 0);
}

/** Adds every number of `from`, at whatever depth, to the one of the same name in `into`. */
export function addInto(into: object, from: object): void {
  const target = into as Record<string, number | object>;
  for (const [key, value] of Object.entries(from as Record<string, number | object>)) {
    if (typeof value === 'number') target[key] = ((target[key] as number | undefined) ?? 0) + value;
    else addInto((target[key] ??= {}) as object, value);
  }
}
