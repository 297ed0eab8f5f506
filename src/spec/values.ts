import { quoted } from './fault';
import type { Range } from './limits';
import { nearest } from './nearest';
import type { Reader } from './reader';
import { within } from './units';

/** One of a few words. */
export function choice<Word extends string>(...words: readonly Word[]): Reader<Word> {
  const use = `Use ${words.join(' or ')}.`;
  return {
    use,
    read: (value) => {
      const found = words.find((word) => word === value);
      if (found) return found;
      const meant = typeof value === 'string' ? nearest(value, words) : undefined;
      return {
        refused: `${quoted(value)} is not one of ${words.join(', ')}`,
        use: meant ? `Did you mean ${meant}?` : use,
      };
    },
  };
}

/** A whole number within the range. */
export function whole(range: Range): Reader<number> {
  const use = `Use a whole number from ${range.min} to ${range.max}.`;
  return {
    use,
    read: (value) =>
      Number.isSafeInteger(value)
        ? within(value as number, range, String)
        : { refused: `${quoted(value)} is not a whole number`, use },
  };
}

/** A finite number within the range, as it stands in a parsed spec. */
export function number(range: Range): Reader<number> {
  const use = `Use a number from ${range.min} to ${range.max}.`;
  return {
    use,
    read: (value) =>
      typeof value === 'number' && Number.isFinite(value)
        ? within(value, range, String)
        : { refused: `${quoted(value)} is not a number`, use },
  };
}

export const flag: Reader<boolean> = {
  use: 'Use true or false.',
  read: (value) =>
    typeof value === 'boolean' ? value : { refused: `${quoted(value)} is not true or false` },
};

/** Text for people: any script, but nothing that moves the cursor or turns the writing around. */
export function freeText(max: number): Reader<string> {
  const use = `Use at most ${max} characters of plain text.`;
  return {
    use,
    read: (value) => {
      if (typeof value !== 'string') return { refused: `${quoted(value)} is not a text` };
      if (value.length > max) return { refused: `has ${value.length} characters` };
      const odd = unprintable(value);
      return odd === undefined ? value : { refused: `holds the character ${odd}` };
    },
  };
}

/** The first character that has no place in a spec, by code point, or undefined. */
export function unprintable(text: string): string | undefined {
  const found = unprintableAt(text);
  return found < 0 ? undefined : codePoint(text, found);
}

/** Where the first control, direction-changing or broken character stands; -1 where there is none. */
export function unprintableAt(text: string): number {
  return text.search(
    // eslint's no-control-regex is about mistakes; here control characters are the point.
    new RegExp(
      '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ufffe\\uffff]|' +
        '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
    ),
  );
}

export function codePoint(text: string, index: number): string {
  const code = text.charCodeAt(index);
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
