import { AwsError } from './operation';

/** AWS's deepest input has a dozen levels. */
const mostLevels = 64;

/**
 * Refuses an input that is nested deeper than any of AWS's (SerializationException): everything behind
 * reads inputs by recursion, and a deep enough one would end its stack.
 */
export function checkDepth(input: unknown): void {
  let level: readonly unknown[] = [input];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > mostLevels) {
      const message = `The request body is nested more than ${mostLevels} levels deep.`;
      throw new AwsError('SerializationException', message);
    }
    level = level.flatMap(members);
  }
}

function members(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.values(value).filter((member) => typeof member === 'object');
}
