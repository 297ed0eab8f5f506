import { isRecord } from '../wire/exchange';

/**
 * An answer with other members: structures are merged, lists member by member at their places, an
 * empty list empties, and anything else is replaced.
 */
export function altered(answer: unknown, change: unknown): unknown {
  if (Array.isArray(change)) {
    if (change.length === 0 || !Array.isArray(answer)) return change;
    const rest: readonly unknown[] = answer.slice(change.length);
    return [...change.map((item, index) => altered(answer[index], item)), ...rest];
  }
  if (!isRecord(change)) return change;
  const known = isRecord(answer) ? answer : {};
  const members = Object.entries(change).map(([key, item]) => [key, altered(known[key], item)]);
  return { ...known, ...(Object.fromEntries(members) as Record<string, unknown>) };
}
