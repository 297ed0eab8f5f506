import { isRecord } from './exchange';

/**
 * Encodes plain data as CBOR (RFC 8949) with definite lengths. Dates become tag 1 (seconds since
 * 1970); undefined members are left out, as JSON does. That is all Smithy RPC v2 needs.
 */
export function encodeCbor(value: unknown): Buffer {
  const parts: Buffer[] = [];
  write(parts, value);
  return Buffer.concat(parts);
}

const major = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6 } as const;

function write(parts: Buffer[], value: unknown): void {
  if (value === undefined || value === null) parts.push(Buffer.from([0xf6]));
  else if (typeof value === 'boolean') parts.push(Buffer.from([value ? 0xf5 : 0xf4]));
  else if (typeof value === 'number') parts.push(numeric(value));
  else if (typeof value === 'string') writeBytes(parts, major.text, Buffer.from(value, 'utf8'));
  else if (value instanceof Uint8Array) writeBytes(parts, major.bytes, Buffer.from(value));
  else if (value instanceof Date) parts.push(head(major.tag, 1), numeric(value.getTime() / 1000));
  else if (Array.isArray(value)) {
    parts.push(head(major.array, value.length));
    for (const item of value) write(parts, item);
  } else if (value instanceof Map) write(parts, Object.fromEntries(value));
  else if (isRecord(value)) writeMap(parts, value);
  else throw new TypeError(`A ${typeof value} cannot be written as CBOR.`);
}

function writeBytes(parts: Buffer[], type: 2 | 3, bytes: Buffer): void {
  parts.push(head(type, bytes.length), bytes);
}

function writeMap(parts: Buffer[], map: Readonly<Record<string, unknown>>): void {
  const entries = Object.entries(map).filter(([, item]) => item !== undefined);
  parts.push(head(major.map, entries.length));
  for (const [key, item] of entries) {
    write(parts, key);
    write(parts, item);
  }
}

function numeric(value: number): Buffer {
  // Larger integers are written as doubles: some decoders turn 64-bit integers into big ones, and
  // what grows that large in an answer (sums of latencies) is a double by its model.
  const fits = Number.isInteger(value) && Math.abs(value) < 2 ** 32 && !Object.is(value, -0);
  if (fits) {
    return value < 0 ? head(major.negative, -1 - value) : head(major.unsigned, value);
  }
  const bytes = Buffer.alloc(9, 0xfb);
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

/** The first byte of an item with its argument in the shortest form. */
function head(type: number, argument: number): Buffer {
  const top = type << 5;
  if (argument < 24) return Buffer.from([top | argument]);
  if (argument < 0x100) return Buffer.from([top | 24, argument]);
  if (argument < 0x1_0000) {
    const bytes = Buffer.from([top | 25, 0, 0]);
    bytes.writeUInt16BE(argument, 1);
    return bytes;
  }
  const bytes = Buffer.from([top | 26, 0, 0, 0, 0]);
  bytes.writeUInt32BE(argument, 1);
  return bytes;
}
