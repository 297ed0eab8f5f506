import { CST, Lexer } from 'yaml';

/** One lexical part of a YAML text, with its place and how deep it is nested at least. */
export interface Part {
  readonly kind: ReturnType<typeof CST.tokenType>;
  readonly text: string;
  readonly offset: number;
  readonly depth: number;
}

/** Reads a text part by part; linear and without recursion, whatever the text holds. */
export function* partsOf(text: string): Generator<Part> {
  const columns: number[] = [];
  let brackets = 0;
  let offset = 0;
  let lineStart = 0;
  let marked = false;
  for (const part of new Lexer().lex(text)) {
    const kind = marked ? 'scalar' : CST.tokenType(part);
    // The lexer announces scalars and documents by control characters that are not in the text.
    if (!marked && /^[\x02\x18\x1f]$/.test(part)) {
      marked = part === '\x1f';
      continue;
    }
    marked = false;
    if (kind === 'flow-map-start' || kind === 'flow-seq-start') brackets += 1;
    if (kind === 'flow-map-end' || kind === 'flow-seq-end') brackets = Math.max(0, brackets - 1);
    if (brackets === 0 && !isBlank(kind)) enter(columns, offset - lineStart);
    yield { kind, text: part, offset, depth: brackets + columns.length };
    const newline = part.lastIndexOf('\n');
    if (newline >= 0) lineStart = offset + newline + 1;
    offset += part.length;
  }
}

function isBlank(kind: Part['kind']): boolean {
  return kind === 'space' || kind === 'newline' || kind === 'comment';
}

/** Each column that something starts at, on this line or on one further out that is still open, may be a level. */
function enter(columns: number[], column: number): void {
  while ((columns.at(-1) ?? -1) >= column) columns.pop();
  columns.push(column);
}
