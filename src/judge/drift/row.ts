import { keyOf } from '../answers/counts';
import { csvRows } from '../answers/csv-rows';

/** One record by the names of its features; a name that is not there is a missing value. */
export type Row = ReadonlyMap<string, number | string>;

/** Sums of squares of larger numbers would not be numbers any more. */
const largest = 1e100;
const deepest = 4;
const missing: ReadonlySet<string> = new Set(['', 'nan', 'null']);
const numeric = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The row of one JSON record; objects and lists inside it become features of their own (`user.age`, `items.0`).
 * Undefined for what is no object.
 */
export function rowOfJson(record: unknown): Row | undefined {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined;
  const row = new Map<string, number | string>();
  fill(row, '', { value: record, depth: 0 });
  return row;
}

/** One row for each record of CSV text; undefined in the place of a record that has not as many fields as there are names. */
export function rowsOfCsv(text: string, names: readonly string[]): readonly (Row | undefined)[] {
  return csvRows(text).map((fields) => {
    if (fields.length !== names.length) return undefined;
    const row = new Map<string, number | string>();
    for (const [index, field] of fields.entries()) set(row, names[index]!, fieldValue(field));
    return row;
  });
}

function fieldValue(field: string): unknown {
  const text = field.trim();
  if (missing.has(text.toLowerCase())) return undefined;
  return numeric.test(text) ? Number(text) : text;
}

function fill(
  row: Map<string, number | string>,
  name: string,
  at: { value: unknown; depth: number },
): void {
  const { value, depth } = at;
  if (typeof value !== 'object' || value === null) return set(row, name, value);
  if (depth >= deepest) return set(row, name, '(nested)');
  for (const [key, inner] of Object.entries(value))
    fill(row, name === '' ? key : `${name}.${key}`, { value: inner, depth: depth + 1 });
}

/** No value is a missing one, and so is NaN, which is how tables of numbers spell it. */
function set(row: Map<string, number | string>, name: string, value: unknown): void {
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return;
    row.set(keyOf(name), Math.abs(value) <= largest ? value : String(value));
  } else if (typeof value === 'string') row.set(keyOf(name), keyOf(value));
  else if (typeof value === 'boolean') row.set(keyOf(name), String(value));
}
