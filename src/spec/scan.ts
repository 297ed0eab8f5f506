import { quoted } from './fault';
import { limits } from './limits';
import { partsOf, type Part } from './parts';
import type { TextFault } from './text-fault';
import { codePoint, unprintableAt } from './values';

const forbidden: Readonly<Partial<Record<NonNullable<Part['kind']>, string>>> = {
  alias: 'an alias',
  anchor: 'an anchor',
  tag: 'a tag',
  'directive-line': 'a directive',
};

/**
 * What makes a text unfit to be parsed at all. The parser behind this is quadratic over many keys, and some thousand
 * open brackets exhaust its stack and end the process, so nothing of the kind may reach it.
 */
export function scan(text: string): TextFault | undefined {
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.bytes)
    return {
      offset: 0,
      what: `the spec has ${bytes} bytes, at most ${limits.bytes} are read`,
      use: 'Keep data out of the spec and refer to it.',
    };
  const odd = unprintableAt(text);
  if (odd >= 0)
    return {
      offset: odd,
      what: `the character ${codePoint(text, odd)} has no place in a spec`,
      use: 'Remove it.',
    };
  let count = 0;
  for (const part of partsOf(text)) {
    count += 1;
    const fault = faultOf(part, count);
    if (fault) return { ...fault, offset: part.offset };
  }
  return undefined;
}

function faultOf(
  { kind, text, depth }: Part,
  count: number,
): Omit<TextFault, 'offset'> | undefined {
  const name = kind ? forbidden[kind] : undefined;
  if (name)
    return {
      what: `${name} (${quoted(text.slice(0, 20)).slice(1, -1)}) is not allowed`,
      use: 'Write the value out, in quotes where it starts with a special character.',
    };
  if (depth > limits.depth)
    return { what: `the spec is nested deeper than ${limits.depth}`, use: 'Flatten it.' };
  if (count > limits.parts) return { what: 'the spec has too many parts', use: 'Shorten it.' };
  return undefined;
}
