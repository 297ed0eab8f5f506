import type { Finding, Path } from './fault';

/** The second and every later item with the name of an earlier one; what has no name is never repeated. */
export function repeated<Item>(
  items: readonly Item[],
  path: Path,
  nameOf: (item: Item) => string | undefined,
  what: string,
): Finding[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const name = nameOf(item);
    if (name === undefined) return [];
    const again = seen.has(name);
    seen.add(name);
    if (!again) return [];
    return [wrong([...path, index], `the ${what} ${name} stands here twice`, 'Keep one of them.')];
  });
}

export function wrong(path: Path, what: string, use: string): Finding {
  return { path, what, use, at: 'value' };
}
