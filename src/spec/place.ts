import { compile } from 'json-p3';
import type { CompareSpec } from '../release/spec';
import { quoted } from './fault';
import type { Reader, Refusal } from './reader';

type Slice = CompareSpec['slices'][number];
export type Place = Slice['from'];
export type Outcome = NonNullable<CompareSpec['outcome']>;
export type Tolerance = Extract<CompareSpec['form'], { kind: 'regression' }>['tolerance'];

const longest = 300;
const mostColumns = 10_000;

/** An RFC 9535 JSONPath. */
export const jsonPath: Reader<string> = {
  use: 'Use a JSONPath like $.score.',
  read: (value) => {
    if (typeof value !== 'string' || !value.startsWith('$') || value.length > longest)
      return { refused: `${quoted(value)} is not a JSONPath` };
    const fault = pathFault(value);
    return fault === undefined
      ? value
      : { refused: `${quoted(value)} is not a JSONPath: ${fault}` };
  },
};

/** `$.score`, or `column 2` of CSV, counted from 0. */
export const writtenPlace: Reader<Place> = {
  use: 'Use a JSONPath like $.score, or column 0 for the first column of CSV.',
  read: (value) => {
    const [, column] = /^column (\d{1,4})$/.exec(typeof value === 'string' ? value : '') ?? [];
    if (column !== undefined) return { column: Number(column) };
    const path = jsonPath.read(value);
    return typeof path === 'string'
      ? { path }
      : { ...path, use: 'Use a JSONPath like $.score, or column 0 for the first column of CSV.' };
  },
};

/** The same in a parsed spec. */
export const parsedPlace: Reader<Place> = {
  use: 'Use { "path": "$.score" } or { "column": 0 }.',
  read: (value) => {
    const given = memberOf(value);
    if (given?.[0] === 'path') {
      const path = jsonPath.read(given[1]);
      return typeof path === 'string' ? { path } : path;
    }
    const column = given?.[0] === 'column' ? given[1] : undefined;
    return Number.isInteger(column) && Number(column) >= 0 && Number(column) < mostColumns
      ? { column: Number(column) }
      : { refused: `${quoted(value)} is not a place in a request or an answer` };
  },
};

/** A label, or `>= 0.5` for scores from there on. */
export const writtenOutcome: Reader<Outcome> = {
  use: "Use a label like fraud, or '>= 0.5' for scores.",
  read: (value) => {
    const text = typeof value === 'number' ? String(value) : value;
    const [, from] =
      /^>= ?(-?\d{1,15}(?:\.\d{1,15})?)$/.exec(typeof text === 'string' ? text : '') ?? [];
    return from === undefined ? labelOf(text) : { scoreFrom: Number(from) };
  },
};

/** The same in a parsed spec. */
export const parsedOutcome: Reader<Outcome> = {
  use: 'Use { "label": "fraud" } or { "scoreFrom": 0.5 }.',
  read: (value) => {
    const given = memberOf(value);
    if (given?.[0] === 'label') return labelOf(given[1]);
    return given?.[0] === 'scoreFrom' && typeof given[1] === 'number' && Number.isFinite(given[1])
      ? { scoreFrom: given[1] }
      : { refused: `${quoted(value)} is not an outcome` };
  },
};

/** `1%` of the larger of both numbers, or a distance like 0.01. */
export const writtenTolerance: Reader<Tolerance> = {
  use: 'Use 1% or 0.01.',
  read: (value) => {
    const [, digits] =
      /^(\d{1,2}(?:\.\d{1,6})?)%$/.exec(typeof value === 'string' ? value : '') ?? [];
    if (digits !== undefined) return { absolute: 0, relative: Number(`${digits}e-2`) };
    return isDistance(value)
      ? { absolute: value, relative: 0 }
      : { refused: `${quoted(value)} is not a tolerance` };
  },
};

export const distance: Reader<number> = {
  use: 'Use a number from 0 on.',
  read: (value) =>
    isDistance(value) ? value : { refused: `${quoted(value)} is not a number from 0 on` },
};

const isDistance = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 1e100;

function labelOf(value: unknown): Outcome | Refusal {
  return typeof value === 'string' && value !== '' && value.length <= 80
    ? { label: value }
    : { refused: `${quoted(value)} is not a label` };
}

/** The one member of a mapping that has just one. */
function memberOf(value: unknown): [string, unknown] | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  const given = Object.entries(value);
  return given.length === 1 ? given[0] : undefined;
}

function pathFault(path: string): string | undefined {
  try {
    compile(path);
    return undefined;
  } catch (cause) {
    return cause instanceof Error ? cause.message : 'unreadable';
  }
}
