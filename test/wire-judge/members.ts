import { openExchange } from './exchange';
import type { Recorded } from './recorded';

/** Members that requests carried, of those that were taken: operation to paths, lists without their index. */
export function membersSent(
  exchanges: readonly Recorded[],
): Readonly<Record<string, readonly string[]>> {
  const sent = new Map<string, Set<string>>();
  for (const recorded of exchanges) {
    const exchange = recorded.answer.status < 300 ? openExchange(recorded) : undefined;
    if (exchange === undefined) continue;
    const paths = sent.get(exchange.operation) ?? new Set();
    sent.set(exchange.operation, paths);
    collect(exchange.input(), '', paths);
  }
  return Object.fromEntries(
    [...sent].sort().map(([operation, paths]) => [operation, [...paths].sort()]),
  );
}

function collect(value: unknown, path: string, paths: Set<string>): void {
  if (Array.isArray(value)) for (const entry of value) collect(entry, path, paths);
  else if (typeof value !== 'object' || value === null || value instanceof Date) paths.add(path);
  else
    for (const [name, member] of Object.entries(value))
      collect(member, path === '' ? name : `${path}.${name}`, paths);
}
