const compiled = new Map<string, RegExp>();

/**
 * A pattern of AWS's models as JavaScript reads it; the whole string must fit. Throws SyntaxError for
 * one that cannot be translated. Two things differ from Java and are left so: `\s` takes Unicode's
 * spaces too, and `.` takes U+0085.
 */
export function patternOf(source: string): RegExp {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const pattern = new RegExp(`^(?:${translated(source)})$`, 'u');
  compiled.set(source, pattern);
  return pattern;
}

/** In turn: an escape (`\p{…}` whole), an anchor that Java lets be repeated, which asks for nothing, or a bracket. */
const tokens = /\\p\{\w+\}|\\[^]|\$\{\d+(?:,\d*)?\}|[[\]]/gu;

function translated(source: string): string {
  let isClass = false;
  return source.replace(tokens, (token) => {
    if (token === '[' || token === ']') isClass = token === '[';
    if (token.startsWith('$')) return isClass ? token : '$';
    return token.startsWith('\\') ? escaped(token, isClass) : token;
  });
}

/** Java's own names, as ranges of a class; the whole string is anchored anyway. */
const ranges: Readonly<Record<string, string>> = {
  '\\p{Print}': '\\x20-\\x7E',
  '\\p{Alnum}': 'A-Za-z0-9',
};
const anchors = ['\\A', '\\z'];

/** Java lets any sign be escaped; JavaScript with `u` only those that mean something where they stand. */
function escaped(token: string, isClass: boolean): string {
  const range = ranges[token];
  if (range !== undefined) return isClass ? range : `[${range}]`;
  if (anchors.includes(token)) return '';
  const sign = token.charAt(1);
  if (/[\p{L}\p{N}^$\\.*+?()[\]{}|/]/u.test(sign)) return token;
  return sign === '-' && isClass ? token : sign;
}
