import type { Dimension } from '@aws-sdk/client-cloudwatch';
import type { Checked } from '../service-model/checked';
import { AwsError } from '../wire/operation';

/** Dimensions as the metric store keys them. */
export function dimensionsOf(pairs: readonly Checked<Dimension>[] = []): Record<string, string> {
  return Object.fromEntries(pairs.map(({ Name, Value }) => [Name, Value]));
}

/** Refuses members by name: silently ignored, they would make the call mean something else. */
export function refuseMembers<Input extends object>(
  input: Input,
  names: readonly (keyof Input & string)[],
): void {
  for (const name of names) if (input[name] !== undefined) throw notImitated(name, 'this member');
}

/** The refusal of what AWS knows and the sandbox does not; `member` as AWS's messages name it. */
export function notImitated(member: string, what: string): AwsError {
  return invalid(`${member}: the sandbox does not imitate ${what}`);
}

/** Reads a member that AWS's model takes as any text and its guide as one of some words. */
export function wordOf<Word extends string>(
  member: string,
  value: string,
  words: readonly Word[],
): Word {
  const word = words.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  throw invalid(`${member} is ${value}; it must be one of ${words.join(', ')}.`);
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
