/** Share of the items of the longer list that both have; 1 for two empty ones. */
export function overlap(a: readonly string[], b: readonly string[]): number {
  const [first, second] = [new Set(a), new Set(b)];
  const longer = Math.max(first.size, second.size);
  if (longer === 0) return 1;
  return [...first].filter((item) => second.has(item)).length / longer;
}

/**
 * Kendall's tau of two lists that need not have the same items: those a list lacks stand below all it has, and
 * pairs that a list leaves open count half (Fagin, Kumar, Sivakumar 2003, K with p = 1/2, as 1 - 2 K / pairs).
 */
export function kendall(a: readonly string[], b: readonly string[]): number {
  const items = [...new Set([...a, ...b])];
  const [first, second] = [ranksOf(a), ranksOf(b)];
  let balance = 0;
  for (const [index, item] of items.entries()) {
    for (const other of items.slice(index + 1)) {
      const inA = order(first, item, other);
      balance += inA * order(second, item, other);
    }
  }
  const pairs = (items.length * (items.length - 1)) / 2;
  return pairs === 0 ? 1 : balance / pairs;
}

/** By its first place, where an item stands twice. */
function ranksOf(list: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...list.entries()].reverse().map(([rank, item]) => [item, rank]));
}

function order(ranks: ReadonlyMap<string, number>, a: string, b: string): number {
  return Math.sign((ranks.get(a) ?? Infinity) - (ranks.get(b) ?? Infinity) || 0);
}
