import type { AwsModel } from './aws-model';
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
    const shape = exchange.model.operations[exchange.operation]?.input?.shape;
    if (shape !== undefined) collect(exchange.model, shape, exchange.input(), '', paths);
  }
  return Object.fromEntries(
    [...sent].sort().map(([operation, paths]) => [operation, [...paths].sort()]),
  );
}

/** Keys of maps are data, not members. */
function collect(
  model: AwsModel,
  shape: string,
  value: unknown,
  path: string,
  paths: Set<string>,
): void {
  const { type, members = {}, member } = model.shapes[shape]!;
  if (type === 'list')
    for (const entry of value as unknown[]) collect(model, member!.shape, entry, path, paths);
  else if (type !== 'structure') paths.add(path);
  else
    for (const [name, entry] of Object.entries(value ?? {}))
      collect(model, members[name]!.shape, entry, path === '' ? name : `${path}.${name}`, paths);
}
