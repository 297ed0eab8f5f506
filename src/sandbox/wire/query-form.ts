import { AwsError } from './operation';

type Tree = Map<string, Tree | string>;

/**
 * Decodes the query protocol's form (`Dimensions.member.1.Name=…`) to nested objects and arrays.
 * All leaves stay strings: only the operation knows which of them are numbers, times or flags.
 */
export function decodeForm(body: string): Record<string, unknown> {
  const root: Tree = new Map();
  for (const [path, value] of new URLSearchParams(body)) plant(root, checkedPath(path), value);
  root.delete('Action');
  root.delete('Version');
  return Object.fromEntries([...root].map(([key, node]) => [key, plain(node)]));
}

/** AWS's deepest input has a dozen levels; each is a turn of the recursions here. */
const mostLevels = 64;

function checkedPath(path: string): readonly string[] {
  const levels = path.split('.', mostLevels + 1);
  if (levels.length <= mostLevels) return levels;
  throw new AwsError('SerializationException', `A parameter has over ${mostLevels} levels.`);
}

function plant(tree: Tree, path: readonly string[], value: string): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    tree.set(key, value);
    return;
  }
  const existing = tree.get(key);
  if (typeof existing === 'string') {
    throw new AwsError('SerializationException', `Parameter ${key} has a value and members.`);
  }
  const child: Tree = existing ?? new Map<string, Tree | string>();
  tree.set(key, child);
  plant(child, rest, value);
}

function plain(node: Tree | string): unknown {
  if (typeof node === 'string') return node;
  const member = node.get('member');
  if (node.size === 1 && member instanceof Map) return plain(member);
  const keys = [...node.keys()];
  if (keys.every((key) => /^\d+$/.test(key))) {
    return keys.sort((a, b) => Number(a) - Number(b)).map((key) => plain(node.get(key)!));
  }
  return Object.fromEntries(keys.map((key) => [key, plain(node.get(key)!)]));
}
