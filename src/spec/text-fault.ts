/** Something wrong with the text itself, at a character of it. */
export interface TextFault {
  readonly offset: number;
  readonly what: string;
  readonly use: string;
}

/** Line and column of a character, both counted from 1. */
export function lineColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return {
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
  };
}
