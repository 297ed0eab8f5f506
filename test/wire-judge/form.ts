import type { AwsModel } from './aws-model';
import { typedText } from './typed-text';

type Tree = { [name: string]: Tree | string };

/** The query protocol's form as the operation's input; names that AWS's model lacks stay in, as text. */
export function readForm(
  model: AwsModel,
  shape: string | undefined,
  form: URLSearchParams,
): unknown {
  const root: Tree = Object.create(null) as Tree;
  for (const [name, value] of form) {
    if (name === 'Action' || name === 'Version') continue;
    const steps = name.split('.');
    const last = steps.pop()!;
    let tree = root;
    for (const step of steps) tree = (tree[step] ??= Object.create(null) as Tree) as Tree;
    tree[last] = value;
  }
  return shape === undefined ? root : typed(model, shape, root);
}

function typed(model: AwsModel, name: string, node: Tree | string): unknown {
  const { type, members = {}, member } = model.shapes[name]!;
  // An empty list is written as an empty text.
  if (type === 'list' && node === '') return [];
  if (typeof node === 'string') return typedText(type, node);
  if (type === 'list') {
    const entries = node.member;
    if (typeof entries !== 'object') return node;
    const order = Object.keys(entries).sort((a, b) => Number(a) - Number(b));
    return order.map((index) => typed(model, member!.shape, entries[index]!));
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, child]) => {
      const reference = members[key];
      return [key, reference === undefined ? child : typed(model, reference.shape, child)];
    }),
  );
}
