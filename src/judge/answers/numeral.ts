import type { JSONValue } from 'json-p3';

/** A number, or a text that is one; `Number` reads an empty list, a blank text and `true` as numbers, too. */
export function numeral(value: JSONValue | undefined): number | undefined {
  const isRead = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  const number = isRead ? Number(value) : NaN;
  return Number.isFinite(number) ? number : undefined;
}
