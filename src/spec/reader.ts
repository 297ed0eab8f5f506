import { z } from 'zod';
import { quoted, type Finding, type Path } from './fault';
import type { Range } from './limits';
import { nearest } from './nearest';

/** Why a value was not taken; `use` says what to write where the reader's own hint is too general. */
export interface Refusal {
  readonly refused: string;
  readonly use?: string | undefined;
}

/** Reads one value from outside, or says what is wrong with it. */
export interface Reader<T> {
  readonly use: string;
  readonly read: (value: unknown) => T | Refusal;
}

interface Issues {
  readonly issues: z.core.$ZodRawIssue[];
}

/** Records what is wrong at a place below the value being read. */
export function refuse(
  context: Issues,
  what: string,
  use: string,
  path: Path = [],
  at: Finding['at'] = 'value',
): never {
  context.issues.push({
    code: 'custom',
    input: undefined,
    message: what,
    params: { use, at },
    path: [...path],
  });
  return z.NEVER;
}

/** A single value; a missing or empty one is refused by name. */
export function scalar<T>(reader: Reader<T>) {
  return z.unknown().transform((value, context): T => {
    if (value === undefined) return refuse(context, 'is missing', reader.use);
    if (value === null) return refuse(context, 'is empty', reader.use);
    const result = reader.read(value);
    if (!isRefusal(result)) return result;
    return refuse(context, result.refused, result.use ?? reader.use);
  });
}

/** A mapping with these members and no others; an unknown one gets the nearest known name. */
export function members<Shape extends z.ZodRawShape>(shape: Shape) {
  const schema = z.object(shape);
  const known = Object.keys(shape);
  return z.unknown().transform((value, context): z.output<typeof schema> => {
    const use = `Use ${known.map((name) => `\`${name}:\``).join(', ')}.`;
    if (!isMapping(value)) return refuse(context, notThe('mapping', value), use);
    refuseUnknown(context, value, known);
    const result = schema.safeParse(value);
    return result.success ? result.data : pass(context, result.error);
  });
}

/** A list of such items, its length checked before its items are read. */
export function list<T>(item: z.ZodType<T>, range: Range, use: string) {
  const schema = z.array(item);
  return z.unknown().transform((value, context): T[] => {
    if (!Array.isArray(value)) return refuse(context, notThe('list', value), use);
    if (value.length < range.min) return refuse(context, 'is an empty list', use);
    if (value.length > range.max)
      return refuse(
        context,
        `has ${value.length} items, at most ${range.max} are taken`,
        'Shorten it.',
      );
    const result = schema.safeParse(value);
    return result.success ? result.data : pass(context, result.error);
  });
}

/** Names the members nobody knows, the first twenty of them. */
export function refuseUnknown(context: Issues, value: object, known: readonly string[]): void {
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  for (const key of unknown.slice(0, 20)) {
    const meant = nearest(key, known);
    const use = meant ? `Did you mean \`${meant}\`?` : `Use one of ${known.join(', ')}.`;
    refuse(context, 'is not a known key', use, [key], 'key');
  }
}

/** Hands the issues of a nested schema on to the value it stands in. */
export function pass(context: Issues, error: z.ZodError): never {
  for (const { what, use, path, at } of findingsOf(error)) refuse(context, what, use, path, at);
  return z.NEVER;
}

/** What a schema found, without positions. */
export function findingsOf(error: z.ZodError): Finding[] {
  return error.issues.map((issue) => {
    const { use, at } = issue.code === 'custom' ? (issue.params ?? {}) : {};
    return {
      path: issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
      what: issue.message,
      use: typeof use === 'string' ? use : '',
      at: at === 'key' ? 'key' : 'value',
    };
  });
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function notThe(kind: 'mapping' | 'list', value: unknown): string {
  if (value === undefined) return 'is missing';
  if (value === null) return 'is empty';
  return `${quoted(value)} is not a ${kind}`;
}

function isRefusal(result: unknown): result is Refusal {
  return result !== null && typeof result === 'object' && 'refused' in result;
}
