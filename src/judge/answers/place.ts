import { compile, type JSONPathQuery, type JSONValue } from 'json-p3';
import type { Place } from './answer-spec';
import { csvRows } from './csv-rows';

/** One payload, parsed at most once as each of both forms. */
export interface Payload {
  /** Undefined where the text is not JSON. */
  json(): JSONValue | undefined;
  rows(): readonly (readonly string[])[];
}

export function payloadOf(text: string): Payload {
  let json: { readonly value: JSONValue | undefined } | undefined;
  let rows: readonly (readonly string[])[] | undefined;
  return {
    json: () => (json ??= { value: parsed(text) }).value,
    rows: () => (rows ??= csvRows(text)),
  };
}

/** Every value at a place of a payload; none where there is no such place. */
export type Finder = (payload: Payload) => readonly JSONValue[];

/** The place made ready to be looked up, or what is wrong with it. */
export function finderOf(place: Place): Finder | { readonly fault: string } {
  if ('column' in place) {
    const { column } = place;
    if (!Number.isInteger(column) || column < 0)
      return { fault: `column ${column} is not a whole number from 0 on` };
    return (payload) => payload.rows().flatMap((row) => row[column] ?? []);
  }
  const query = compiled(place.path);
  if (typeof query === 'string') return { fault: `${place.path} is no JSONPath: ${query}` };
  return (payload) => {
    const json = payload.json();
    return json === undefined ? [] : found(query, json);
  };
}

function compiled(path: string): JSONPathQuery | string {
  try {
    return compile(path);
  } catch (cause) {
    return cause instanceof Error ? cause.message : 'unreadable';
  }
}

/** A path that descends without end into a deep answer finds nothing. */
function found(query: JSONPathQuery, json: JSONValue): readonly JSONValue[] {
  try {
    return query.query(json).values();
  } catch {
    return [];
  }
}

function parsed(text: string): JSONValue | undefined {
  try {
    return JSON.parse(text) as JSONValue;
  } catch {
    return undefined;
  }
}
