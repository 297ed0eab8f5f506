import type { JSONValue } from 'json-p3';
import type { JsonType } from './answer-spec';
import type { Payload } from './place';

const mostPaths = 64;
const deepest = 16;

/** The shape of answers with more paths than can be told apart. */
export const endlessShape = 'too many paths';

/** One path of a shape with the types that stand there. */
export type ShapeLine = readonly [path: string, types: readonly JsonType[]];

/**
 * The paths of an answer with the types at them, a line each, sorted: two answers of one shape have the same
 * text. Items of a list share a path. An answer that is not JSON has the shape of its rows of CSV.
 */
export function shapeOf(payload: Payload): string {
  const json = payload.json();
  const types = new Map<string, Set<JsonType>>();
  if (json !== undefined) collect(types, '$', json, 0);
  else for (const row of payload.rows()) collectRow(types, row);
  if (types.size > mostPaths) return endlessShape;
  return [...types]
    .map(([path, at]) => `${path} ${[...at].sort().join('|')}`)
    .sort()
    .join('\n');
}

/** The lines of a shape's text. */
export function linesOf(shape: string): readonly ShapeLine[] {
  if (shape === '') return [];
  return shape.split('\n').map((line) => {
    const space = line.lastIndexOf(' ');
    return [line.slice(0, space), line.slice(space + 1).split('|') as JsonType[]];
  });
}

function collect(
  types: Map<string, Set<JsonType>>,
  path: string,
  value: JSONValue,
  depth: number,
): void {
  if (types.size > mostPaths || depth > deepest) return;
  add(types, path, typeOf(value));
  if (Array.isArray(value)) {
    for (const item of value) collect(types, `${path}[*]`, item, depth + 1);
  } else if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      collect(types, `${path}${step(key)}`, member, depth + 1);
    }
  }
}

function collectRow(types: Map<string, Set<JsonType>>, row: readonly string[]): void {
  for (const [column, text] of row.slice(0, mostPaths + 1).entries()) {
    add(types, `column ${column}`, isNumeric(text) ? 'number' : text === '' ? 'null' : 'string');
  }
}

function add(types: Map<string, Set<JsonType>>, path: string, type: JsonType): void {
  const known = types.get(path);
  if (known) known.add(type);
  else types.set(path, new Set([type]));
}

function typeOf(value: JSONValue): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as JsonType;
}

const step = (key: string): string =>
  /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;

const isNumeric = (text: string): boolean => text !== '' && Number.isFinite(Number(text));
