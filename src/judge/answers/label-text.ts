import { keyOf } from './counts';

/** The name of a label. A model that was written anew may answer `1.0` or `"1"` where it answered `1`: that is the same. */
export function labelText(value: string | number | boolean): string {
  const text = String(value).trim();
  const numeric = /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(text);
  return keyOf(numeric ? String(Number(text)) : text);
}
