/** Deeper than any AWS request; stops a hostile body before it exhausts the stack. */
const maxDepth = 64;

interface Cursor {
  readonly bytes: Buffer;
  position: number;
}

const ended = Symbol('break');

/**
 * Decodes one CBOR item (RFC 8949), definite or indefinite lengths. Tag 1 becomes a Date, other tags
 * are dropped. Throws RangeError when the bytes are not one whole item.
 */
export function decodeCbor(bytes: Buffer): unknown {
  const cursor: Cursor = { bytes, position: 0 };
  const value = read(cursor, 0);
  if (value === ended || cursor.position !== bytes.length) throw malformed(cursor);
  return value;
}

function read(cursor: Cursor, depth: number): unknown {
  if (depth > maxDepth) throw malformed(cursor);
  const first = take(cursor, 1)[0]!;
  const type = first >> 5;
  const info = first & 0x1f;
  if (type === 7) return simple(cursor, info);
  const length = info === 31 ? undefined : argument(cursor, info);
  switch (type) {
    case 0:
      return must(cursor, length);
    case 1:
      return -1 - must(cursor, length);
    case 2:
      return string(cursor, length, depth);
    case 3:
      return string(cursor, length, depth).toString('utf8');
    case 4:
      return items(cursor, length, depth);
    case 5:
      return map(cursor, length, depth);
    default:
      return tagged(must(cursor, length), read(cursor, depth + 1), cursor);
  }
}

function simple(cursor: Cursor, info: number): unknown {
  switch (info) {
    case 20:
      return false;
    case 21:
      return true;
    case 22:
    case 23:
      return undefined;
    case 25:
      return half(take(cursor, 2).readUInt16BE());
    case 26:
      return take(cursor, 4).readFloatBE();
    case 27:
      return take(cursor, 8).readDoubleBE();
    case 31:
      return ended;
    default:
      throw malformed(cursor);
  }
}

function argument(cursor: Cursor, info: number): number {
  if (info < 24) return info;
  if (info === 24) return take(cursor, 1).readUInt8();
  if (info === 25) return take(cursor, 2).readUInt16BE();
  if (info === 26) return take(cursor, 4).readUInt32BE();
  if (info === 27) return Number(take(cursor, 8).readBigUInt64BE());
  throw malformed(cursor);
}

function string(cursor: Cursor, length: number | undefined, depth: number): Buffer {
  if (length !== undefined) return take(cursor, length);
  const parts = items(cursor, undefined, depth);
  return Buffer.concat(
    parts.map((part) => (Buffer.isBuffer(part) ? part : Buffer.from(text(part)))),
  );
}

function text(part: unknown): string {
  if (typeof part === 'string') return part;
  throw new RangeError('CBOR: a chunk of a string is not a string.');
}

function items(cursor: Cursor, length: number | undefined, depth: number): unknown[] {
  const list: unknown[] = [];
  while (length === undefined || list.length < length) {
    const item = read(cursor, depth + 1);
    if (item === ended) {
      if (length === undefined) return list;
      throw malformed(cursor);
    }
    list.push(item);
  }
  return list;
}

function map(cursor: Cursor, length: number | undefined, depth: number): Record<string, unknown> {
  const flat = items(cursor, length === undefined ? undefined : length * 2, depth);
  if (flat.length % 2 !== 0) throw malformed(cursor);
  const entries: [string, unknown][] = [];
  for (let index = 0; index < flat.length; index += 2) {
    entries.push([text(flat[index]), flat[index + 1]]);
  }
  return Object.fromEntries(entries);
}

function tagged(tag: number, value: unknown, cursor: Cursor): unknown {
  if (value === ended) throw malformed(cursor);
  if (tag !== 1) return value;
  if (typeof value !== 'number') throw malformed(cursor);
  return new Date(value * 1000);
}

function must(cursor: Cursor, length: number | undefined): number {
  if (length === undefined) throw malformed(cursor);
  return length;
}

function take(cursor: Cursor, count: number): Buffer {
  const end = cursor.position + count;
  if (end > cursor.bytes.length) throw malformed(cursor);
  const part = cursor.bytes.subarray(cursor.position, end);
  cursor.position = end;
  return part;
}

/** IEEE 754 half precision; encoders that shorten floats use it for small round values. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function malformed(cursor: Cursor): RangeError {
  return new RangeError(`CBOR: not a valid item at byte ${cursor.position}.`);
}
