import { mapping, type Mapping } from '../mapping';
import { base64Text } from './base64-text';

/** One line of JSON as an object; undefined where it is none. */
export function objectOf(line: string): Mapping | undefined {
  try {
    return mapping(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** The members of a value, none where it is no object. */
export const membersOf = (value: unknown): Mapping => mapping(value) ?? {};

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
