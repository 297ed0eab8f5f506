import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type ErrorCode,
  type Node,
  type YAMLError,
} from 'yaml';
import { quoted, type Finding, type Path } from './fault';
import { scan } from './scan';
import type { TextFault } from './text-fault';

/** A YAML text as a plain value without prototypes, and where each part of it stands. */
export interface Source {
  readonly value: unknown;
  /** Offset of a member's name or value, or of the nearest part around it that is there. */
  readonly place: (path: Path, at: Finding['at']) => number;
}

/** Line ends and byte order mark don't count: the same spec from every editor. */
export function normalise(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n/g, '\n');
}

/** Parses a normalised text, or says what is wrong with it; never recurses deeper than the scan allows. */
export function readSource(text: string): Source | { readonly faults: readonly TextFault[] } {
  const unfit = scan(text);
  if (unfit) return { faults: [unfit] };
  const document = parseDocument(text, {
    version: '1.2',
    merge: false,
    stringKeys: true,
    uniqueKeys: true,
    prettyErrors: false,
  });
  const faults = [...document.errors, ...document.warnings].map(describe);
  if (faults.length > 0) return { faults };
  const places = new Map<string, number>();
  const value = toValue(document.contents, [], places);
  return { value, place: (path, at) => placeOf(places, path, at) };
}

function toValue(node: Node | null, path: Path, places: Map<string, number>): unknown {
  places.set(key(path, 'value'), node?.range?.[0] ?? 0);
  if (isMap<Node, Node | null>(node)) {
    const mapping = Object.create(null) as Record<string, unknown>;
    for (const { key: name, value } of node.items) {
      const member = isScalar(name) ? String(name.value) : '';
      const below = [...path, member];
      mapping[member] = toValue(value, below, places);
      places.set(key(below, 'key'), name.range?.[0] ?? 0);
      if (!value) places.set(key(below, 'value'), name.range?.[0] ?? 0);
    }
    return mapping;
  }
  if (isSeq<Node>(node)) return node.items.map((item, i) => toValue(item, [...path, i], places));
  return isScalar(node) ? node.value : null;
}

function placeOf(places: ReadonlyMap<string, number>, path: Path, at: Finding['at']): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const found = places.get(key(path.slice(0, length), length === path.length ? at : 'value'));
    if (found !== undefined) return found;
  }
  return 0;
}

const key = (path: Path, at: Finding['at']): string => JSON.stringify([at, ...path]);

const known: Readonly<Partial<Record<ErrorCode, Omit<TextFault, 'offset'>>>> = {
  DUPLICATE_KEY: { what: 'this key stands here twice', use: 'Keep one of them.' },
  TAB_AS_INDENT: { what: 'a tab indents this line', use: 'Indent with spaces.' },
  MULTIPLE_DOCS: { what: 'a second document starts here', use: 'Keep one spec in a file.' },
};

function describe({ code, message, pos }: YAMLError): TextFault {
  const [offset] = pos;
  const fault = known[code] ?? {
    what: `not valid YAML (${quoted(message.split('\n')[0]).slice(1, -1)})`,
    use: 'Check indentation, quotes and brackets.',
  };
  return { offset, ...fault };
}
