import * as sdk from '@aws-sdk/client-sagemaker';
import { isRecord } from '../wire/exchange';
import { AwsError } from '../wire/operation';

/**
 * Checks an input against the AWS SDK's own schema of the operation and gives it back with its
 * timestamps as Dates. A member that AWS does not know, at any depth, a required one that is missing
 * and a value of the wrong type are refused: whatever the sandbox accepts, AWS has a place for.
 */
export function checkMembers(operation: string, input: unknown): unknown {
  const schema: unknown = Reflect.get(sdk, `${operation}$`);
  // [kind, namespace, name, traits, input, output]
  if (!Array.isArray(schema)) throw new Error(`The SDK has no schema for ${operation}.`);
  return check(schema[4], input, '');
}

const kinds = { list: 1, map: 2, structure: 3 } as const;

/** Simple types by the SDK's numbers; what is not here (documents, blobs) is taken as it is. */
const simple: Readonly<Record<number, 'string' | 'number' | 'boolean' | 'timestamp'>> = {
  0: 'string',
  1: 'number',
  2: 'boolean',
  4: 'timestamp',
  5: 'timestamp',
  6: 'timestamp',
  7: 'timestamp',
};

/** The SDK writes "a list of" and "a map of" a simple type as these bits above its number. */
const listOf = 64;
const mapOf = 128;

function check(reference: unknown, value: unknown, path: string): unknown {
  const schema: unknown =
    typeof reference === 'function' ? (reference as () => unknown)() : reference;
  if (typeof schema === 'number') return checkSimple(schema, value, path);
  if (!Array.isArray(schema)) return value;
  switch (schema[0]) {
    case kinds.list:
      return checkList(schema[4], value, path);
    case kinds.map:
      return checkMap(schema[5], value, path);
    case kinds.structure:
      return checkStructure(schema, value, path);
    case 0:
      return check(schema[4], value, path);
    default:
      return value;
  }
}

function checkStructure(schema: readonly unknown[], value: unknown, path: string): unknown {
  if (!isRecord(value)) throw mistyped(path, 'a structure', value);
  const [names = [], types = [], required = 0] = schema.slice(4) as [string[], unknown[], number?];
  for (const name of names.slice(0, required)) {
    if (value[name] === undefined || value[name] === null) throw missing(path, name);
  }
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(
    members.map(([name, member]) => {
      const index = names.indexOf(name);
      if (index < 0) throw unknownMember(path, name);
      return [name, check(types[index], member, join(path, name))];
    }),
  );
}

function checkList(item: unknown, value: unknown, path: string): unknown {
  if (!Array.isArray(value)) throw mistyped(path, 'a list', value);
  return value.map((member, index) => check(item, member, `${path}.${index + 1}.member`));
}

function checkMap(item: unknown, value: unknown, path: string): unknown {
  if (!isRecord(value)) throw mistyped(path, 'a map', value);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, check(item, member, join(path, key))]),
  );
}

function checkSimple(type: number, value: unknown, path: string): unknown {
  if (type >= mapOf) return checkMap(type - mapOf, value, path);
  if (type >= listOf) return checkList(type - listOf, value, path);
  const expected = simple[type];
  if (expected === 'timestamp') {
    if (typeof value === 'number') return new Date(value * 1000);
    throw mistyped(path, 'a timestamp', value);
  }
  if (expected !== undefined && typeof value !== expected) throw mistyped(path, expected, value);
  return value;
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

function missing(path: string, name: string): AwsError {
  const at = join(path, name);
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value null at '${at}' failed to satisfy constraint: Member must not be null`,
  );
}

function unknownMember(path: string, name: string): AwsError {
  return new AwsError(
    'ValidationException',
    `${join(path, name)} is not a member that SageMaker knows. AWS may drop such a member silently; the sandbox refuses it.`,
  );
}

function mistyped(path: string, expected: string, value: unknown): AwsError {
  return new AwsError(
    'SerializationException',
    `${path || 'The input'} must be ${expected}, not ${value === null ? 'null' : typeof value}.`,
  );
}
