import { AwsError } from '../wire/operation';

/** JSON has no numbers for these; AWS's protocols write them as text. */
const beyondNumbers: readonly unknown[] = ['NaN', 'Infinity', '-Infinity'];

/**
 * Reads a value of a simple type: timestamps become Dates (numbers are seconds since 1970), and from a
 * protocol of text only, numbers and flags are read. Blobs stay as they are. Throws SerializationException.
 */
export function readLeaf(type: string, value: unknown, path: string, isText: boolean): unknown {
  switch (type) {
    case 'string':
      if (typeof value === 'string') return value;
      break;
    case 'boolean':
      if (isText && (value === 'true' || value === 'false')) return value === 'true';
      if (typeof value === 'boolean') return value;
      break;
    case 'integer':
    case 'long':
      return integer(numeric(value, isText), value, path);
    case 'float':
    case 'double': {
      const read = beyondNumbers.includes(value) ? Number(value) : numeric(value, isText);
      if (typeof read === 'number') return read;
      break;
    }
    case 'timestamp': {
      const read = instant(value, isText);
      if (!Number.isNaN(read.getTime())) return read;
      break;
    }
    default:
      return value;
  }
  throw mistyped(path, names[type] ?? type, value);
}

/** The error for a value of the wrong type. */
export function mistyped(path: string, expected: string, value: unknown): AwsError {
  return new AwsError(
    'SerializationException',
    `${path || 'The input'} must be ${expected}, not ${value === null ? 'null' : typeof value}.`,
  );
}

const names: Readonly<Record<string, string>> = {
  timestamp: 'a timestamp',
  integer: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
};

function numeric(value: unknown, isText: boolean): unknown {
  if (!isText || typeof value !== 'string' || value.trim() === '') return value;
  const read = Number(value);
  return Number.isNaN(read) ? value : read;
}

function integer(read: unknown, value: unknown, path: string): number {
  // CBOR may carry an integer that is too large for a number; no model has a use for one.
  const given = typeof read === 'bigint' ? Number(read) : read;
  if (typeof given !== 'number') throw mistyped(path, 'number', value);
  if (Number.isSafeInteger(given)) return given;
  throw new AwsError('SerializationException', `${path} must be an integer, not ${given}.`);
}

function instant(value: unknown, isText: boolean): Date {
  if (value instanceof Date) return value;
  if (typeof value === 'number') return new Date(value * 1000);
  if (isText && typeof value === 'string') return new Date(value);
  return new Date(NaN);
}
