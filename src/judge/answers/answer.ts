import type { JSONValue } from 'json-p3';
import { numberFaults, type AnswerSpec, type Place, type Slice } from './answer-spec';
import { shapeOf } from './answer-shape';
import type { CaptureRecord } from './capture-record';
import { labelText } from './label-text';
import { numeral } from './numeral';
import { finderOf, payloadOf, type Finder, type Payload } from './place';
import { sliceFaults, sliceValue } from './slice-value';

/** Why an answer says nothing that could be compared. */
export type AnswerFault =
  'no-label' | 'no-score' | 'no-list' | 'no-values' | 'not-json' | 'several-values';

/** What the comparison keeps of one captured answer; plain JSON. */
export interface Answer {
  readonly at: number;
  readonly fault?: AnswerFault;
  readonly label?: string;
  readonly score?: number;
  readonly list?: readonly string[];
  /** Values of opaque answers, by path. */
  readonly values?: Readonly<Record<string, readonly JSONValue[]>>;
  readonly shape: string;
  /** By the names of slices and facets; absent where the capture has no request. */
  readonly slices?: Readonly<Record<string, string>>;
  readonly facets?: Readonly<Record<string, string>>;
}

/** Reads captured records as a spec asks for; made once a spec. */
export type AnswerReader = (record: CaptureRecord) => Answer;

const largestScore = 1e100;
const wholeAnswer = '$';

/** The reader of a spec, or all that is wrong with its places, in plain words. */
export function answerReader(
  spec: AnswerSpec,
): { readonly read: AnswerReader } | { readonly faults: readonly string[] } {
  const faults: string[] = numberFaults(spec);
  const finder = (place: Place): Finder => {
    const made = finderOf(place);
    if (typeof made === 'function') return made;
    faults.push(made.fault);
    return () => [];
  };
  const form = formReader(spec, finder);
  const parts = (slices: readonly Slice[]) => {
    faults.push(...slices.flatMap(sliceFaults));
    return slices.map((slice) => [slice, finder(slice.from)] as const);
  };
  const [slices, facets] = [parts(spec.slices), parts(spec.facets)];
  if (facets.length > 0 && !spec.outcome) faults.push('facets need an outcome to count');
  if (faults.length > 0) return { faults };
  return {
    read: ({ at, input, output }) => {
      const answer = payloadOf(output);
      const request = input === undefined ? undefined : payloadOf(input);
      return {
        at,
        ...form(answer),
        shape: shapeOf(answer),
        ...(request && { slices: named(slices, request), facets: named(facets, request) }),
      };
    },
  };
}

type Part = Pick<Answer, 'fault' | 'label' | 'score' | 'list' | 'values'>;

function formReader({ form }: AnswerSpec, finder: (place: Place) => Finder) {
  switch (form.kind) {
    case 'classification': {
      const [label, score] = [finder(form.label), form.score && finder(form.score)];
      return (answer: Payload): Part => {
        const given = score && numberOf(score(answer));
        return {
          ...one(label(answer), 'no-label', (value) => ({ label: labelText(value) })),
          ...(given !== undefined && { score: given }),
        };
      };
    }
    case 'regression': {
      const score = finder(form.score);
      return (answer: Payload): Part => {
        const found = score(answer);
        const given = numberOf(found);
        if (given !== undefined) return { score: given };
        return { fault: found.length > 1 ? 'several-values' : 'no-score' };
      };
    }
    case 'ranking': {
      const [list, { depth }] = [finder(form.list), form.agreeBy];
      return (answer: Payload): Part => listPart(list(answer), depth);
    }
    case 'opaque': {
      const paths = form.paths ?? [wholeAnswer];
      const finders = paths.map((path) => [path, finder({ path })] as const);
      return (answer: Payload): Part => {
        if (answer.json() === undefined) return { fault: 'not-json' };
        const found = finders.map(([path, find]) => [path, find(answer)] as const);
        if (found.every(([, values]) => values.length === 0)) return { fault: 'no-values' };
        return { values: Object.fromEntries(found) };
      };
    }
  }
}

function one(
  found: readonly JSONValue[],
  none: AnswerFault,
  part: (value: string | number | boolean) => Part,
): Part {
  if (found.length > 1) return { fault: 'several-values' };
  const [value] = found;
  return isScalar(value) && String(value).trim() !== '' ? part(value) : { fault: none };
}

function listPart(found: readonly JSONValue[], depth: number): Part {
  const [first] = found;
  const items = found.length === 1 && Array.isArray(first) ? first : found;
  if (items.length === 0 || !items.every(isScalar)) return { fault: 'no-list' };
  return { list: items.slice(0, depth).map(labelText) };
}

const isScalar = (value: JSONValue): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function numberOf(found: readonly JSONValue[]): number | undefined {
  const score = found.length === 1 ? numeral(found[0]) : undefined;
  return score !== undefined && Math.abs(score) <= largestScore ? score : undefined;
}

function named(
  slices: readonly (readonly [Slice, Finder])[],
  request: Payload,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    slices.map(([slice, find]) => [slice.name, sliceValue(slice, find(request))]),
  );
}
