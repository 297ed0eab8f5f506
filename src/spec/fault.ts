/** One thing wrong with a spec: where, what was found, and what to write instead. */
export interface SpecFault {
  readonly file: string;
  /** Counted from 1; 0 where the spec did not come from a text. */
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly what: string;
  readonly use: string;
}

export type Path = readonly (string | number)[];

/** A fault before it has a position: `key` points at the name of a member, `value` at what it holds. */
export interface Finding {
  readonly path: Path;
  readonly what: string;
  readonly use: string;
  readonly at: 'key' | 'value';
}

/** `steps[2].bake`; the empty path is the spec itself. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const name = /^[A-Za-z][A-Za-z0-9]{0,39}$/.test(part) ? part : quoted(part);
    return text ? `${text}.${name}` : name;
  }, '');
}

/** `release.yaml:12:15 steps[2].bake: "20 minutes" is not a duration. Use 20m or 1h30m.` */
export function renderFault({ file, line, column, path, what, use }: SpecFault): string {
  const where = line > 0 ? `${file}:${line}:${column}` : file;
  return `${where} ${path ? `${path}: ` : ''}${what}. ${use}`;
}

/** A value from outside as it may stand in a message: one line, ASCII, at most 60 characters. */
export function quoted(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (value !== null && typeof value === 'object') return 'a mapping';
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  const ascii = text.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return ascii.length > 60 ? `${ascii.slice(0, 57)}…` : ascii;
}
