import { isRecord } from './exchange';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => entities[character] ?? character);
}

/**
 * Writes a value as an XML element. `lists` says how the protocol writes arrays: `member` wraps each
 * item (query protocol), `flat` repeats the element itself (S3). Undefined writes nothing.
 */
export function xmlElement(name: string, value: unknown, lists: 'member' | 'flat'): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) {
    if (lists === 'flat') return value.map((item) => xmlElement(name, item, lists)).join('');
    const items = value.map((item) => xmlElement('member', item, lists)).join('');
    return `<${name}>${items}</${name}>`;
  }
  return `<${name}>${xmlContent(value, lists)}</${name}>`;
}

function xmlContent(value: unknown, lists: 'member' | 'flat'): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) {
    const entries = [...(value as ReadonlyMap<string, unknown>)];
    return entries.map(([key, item]) => xmlElement('entry', { key, value: item }, lists)).join('');
  }
  if (isRecord(value)) {
    return Object.entries(value)
      .map(([key, item]) => xmlElement(key, item, lists))
      .join('');
  }
  return escapeXml(String(value));
}

/** The text of an element without children in a document of a client; undefined where it has none. */
export function xmlText(document: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1];
  return text?.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot|apos));/gi, (...found) => {
    const [, decimal, hex, named] = found as [string, string?, string?, string?];
    if (named !== undefined) return unescaped[named.toLowerCase()] ?? '';
    const code = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : '';
  });
}

const unescaped: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};
