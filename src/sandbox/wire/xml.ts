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
