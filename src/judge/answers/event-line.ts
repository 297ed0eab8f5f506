import { base64Text } from './base64-text';

/** An object of a line, whatever it holds. */
type Members = { readonly [key: string]: unknown };

/** One line of JSON as an object; undefined where it is none. */
export function objectOf(line: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The members of a value, none where it is no object. */
export const membersOf = (value: unknown): Members => (isObject(value) ? value : {});

/** The text of data as SageMaker wraps it, `{ data, encoding }`, or why it has none. */
export function dataText(
  side: unknown,
):
  | { readonly text: string; readonly encoding: 'CSV' | 'JSON' | 'BASE64' }
  | { readonly refusal: 'undecodable' | 'unknown-encoding' } {
  const { data, encoding } = membersOf(side);
  if (typeof data !== 'string') return { refusal: 'undecodable' };
  if (encoding === 'CSV' || encoding === 'JSON') return { text: data, encoding };
  if (encoding !== 'BASE64') return { refusal: 'unknown-encoding' };
  const text = base64Text(data);
  return text === undefined ? { refusal: 'undecodable' } : { text, encoding };
}

const isObject = (value: unknown): value is Members =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
