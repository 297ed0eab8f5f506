import { z } from 'zod';
import { AwsError } from '../wire/operation';
import { readInput as readAny } from '../wire/read-input';

// The same operation is called in JSON (numbers, epoch seconds), CBOR (dates) and the query protocol
// (all strings, an empty list as ''), so each primitive takes every form its value arrives in.

/** Any form of a timestamp; gives ms since 1970. */
export const timestamp = z.union([z.date(), z.number(), z.string()]).transform((value, context) => {
  const ms = typeof value === 'number' ? value * 1000 : new Date(value).getTime();
  if (Number.isFinite(ms)) return ms;
  context.addIssue({ code: 'custom', message: 'must be a timestamp' });
  return z.NEVER;
});

export const number = z.union([z.number(), z.string()]).transform((value, context) => {
  const parsed = value === '' ? NaN : Number(value);
  if (Number.isFinite(parsed)) return parsed;
  context.addIssue({ code: 'custom', message: 'must be a finite number' });
  return z.NEVER;
});

export const whole = number.refine((value) => Number.isSafeInteger(value), 'must be an integer');

export const flag = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform((text) => text === 'true'),
]);

export const text = z.string();

export function list<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => (value === '' ? [] : value), z.array(item));
}

export const dimensionList = list(z.object({ Name: text.min(1), Value: text.min(1) }))
  .refine((dimensions) => dimensions.length <= 30, 'at most 30 dimensions')
  .default([]);

const actionList = list(text)
  .refine((names) => names.length <= 5, 'at most 5 actions')
  .default([]);

/** What every kind of alarm has. */
export const alarmMembers = {
  AlarmName: text.min(1).max(255),
  AlarmDescription: text.max(1024).optional(),
  ActionsEnabled: flag.default(true),
  OKActions: actionList,
  AlarmActions: actionList,
  InsufficientDataActions: actionList,
  Tags: list(z.object({ Key: text, Value: text })).default([]),
};

/** Refused by name: silently ignored, it would make the call mean something else. */
export const notImitated = z
  .undefined({ error: 'the sandbox does not imitate this member' })
  .optional();

/** Dimensions as the metric store keys them. */
export function dimensionsOf(
  pairs: readonly { readonly Name: string; readonly Value: string }[],
): Record<string, string> {
  return Object.fromEntries(pairs.map(({ Name, Value }) => [Name, Value]));
}

/** Reads an operation's input; throws AwsError ValidationException with every problem found. */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  return readAny(schema, input, 'ValidationException');
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
