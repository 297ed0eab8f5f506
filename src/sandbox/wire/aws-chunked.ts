import { AwsError } from './operation';

export interface Chunked {
  readonly body: Buffer;
  /** Trailing headers, lower-case: SDKs put the checksum of a streamed upload there. */
  readonly trailers: Readonly<Record<string, string>>;
}

const newline = Buffer.from('\r\n');

/** Decodes S3's `aws-chunked` uploads; chunk signatures are skipped, as all signatures are. */
export function decodeChunked(raw: Buffer): Chunked {
  const parts: Buffer[] = [];
  let position = 0;
  for (;;) {
    const end = raw.indexOf(newline, position);
    const head = raw.toString('latin1', position, Math.max(end, position));
    // A sign would lead back to where the reading came from, again and again.
    const [digits] = /^[0-9a-f]{1,8}(?=;|$)/i.exec(head) ?? [];
    if (end < 0 || digits === undefined) throw incomplete();
    const size = Number.parseInt(digits, 16);
    position = end + newline.length;
    if (size === 0) return { body: Buffer.concat(parts), trailers: readTrailers(raw, position) };
    if (position + size > raw.length) throw incomplete();
    parts.push(raw.subarray(position, position + size));
    position += size + newline.length;
  }
}

function readTrailers(raw: Buffer, from: number): Record<string, string> {
  const lines = raw.toString('latin1', from).split('\r\n');
  const entries = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

function incomplete(): AwsError {
  return new AwsError('IncompleteBody', 'The chunked request body ends too early.');
}
