import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ServiceModel } from '../../../src/sandbox/service-model/model';
import { root } from './pages';

const sandbox = path.join(root, 'src/sandbox');

/** Words of the sandbox's code, comments left out; its copies of AWS's models are no code. */
const words: ReadonlySet<string> = new Set(
  readdirSync(sandbox, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(sandbox, name), 'utf8'))
    .map((text) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))
    .flatMap((text) => text.match(/\w+/g) ?? []),
);

export interface UnreadMembers {
  /** AWS's name of the structure that has them. */
  readonly structure: string;
  readonly members: readonly string[];
  /** Operations whose inputs have the structure. */
  readonly operations: readonly string[];
}

/**
 * Members of inputs that no code of the sandbox names, by structure. Structures within such a member
 * are not looked at.
 */
export function unreadMembers(model: ServiceModel): readonly UnreadMembers[] {
  const reached = Object.entries(model.operations).map(([operation, input]) => ({
    operation,
    shapes: input === null ? new Set<string>() : reachedFrom(model, input),
  }));
  return Object.keys(model.shapes).flatMap((structure) => {
    const operations = reached.filter(({ shapes }) => shapes.has(structure));
    const members = membersOf(model, structure).filter(([member]) => !words.has(member));
    if (operations.length === 0 || members.length === 0) return [];
    return [
      {
        structure,
        members: members.map(([member]) => member),
        operations: operations.map(({ operation }) => operation),
      },
    ];
  });
}

function reachedFrom(model: ServiceModel, from: string): ReadonlySet<string> {
  const reached = new Set([from]);
  // A set goes on to what is added to it while it is gone through.
  for (const name of reached) {
    const { member, value } = model.shapes[name] ?? {};
    const read = membersOf(model, name).filter(([as]) => words.has(as));
    for (const next of [member, value, ...read.map(([, of]) => of)]) {
      if (next !== undefined) reached.add(next);
    }
  }
  return reached;
}

const membersOf = (model: ServiceModel, shape: string): readonly (readonly [string, string])[] =>
  Object.entries(model.shapes[shape]?.members ?? {});
