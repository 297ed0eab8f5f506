import type { JSONValue } from 'json-p3';
import type { Answer } from './answer';
import type { AnswerForm, Tolerance } from './answer-spec';
import { kendall, overlap } from './rank-agreement';

/** How two answers to one request compare. */
export interface Comparison {
  readonly agree: boolean;
  /** What did not agree, for the report: `label`, `score`, a path; `unreadable` where the candidate's said nothing. */
  readonly differs: readonly string[];
  /** Of ranked lists. */
  readonly overlap?: number;
  readonly tau?: number;
}

const exactly: Tolerance = { absolute: 0, relative: 0 };

/** Two answers, of which the stable's is readable; but for that the same whichever arm is which. */
export function compare(form: AnswerForm, candidate: Answer, stable: Answer): Comparison {
  if (candidate.fault !== undefined) return { agree: false, differs: ['unreadable'] };
  switch (form.kind) {
    case 'classification':
      return comparison(candidate.label === stable.label ? [] : ['label']);
    case 'regression': {
      const near = within(form.tolerance, candidate.score!, stable.score!);
      return comparison(near ? [] : ['score']);
    }
    case 'ranking': {
      const [a, b] = [candidate.list!, stable.list!];
      const measured = { overlap: overlap(a, b), tau: kendall(a, b) };
      const reached = form.agreeBy.by === 'overlap' ? measured.overlap : measured.tau;
      return { ...comparison(reached >= form.agreeBy.least ? [] : ['order']), ...measured };
    }
    case 'opaque': {
      const tolerance = form.tolerance ?? exactly;
      const [a, b] = [candidate.values!, stable.values!];
      return comparison(
        Object.keys(b).filter(
          (path) => !same(tolerance, a[path] as JSONValue, b[path] as JSONValue),
        ),
      );
    }
  }
}

/** Whether two numbers agree; the same for both orders. */
export function within({ absolute, relative }: Tolerance, a: number, b: number): boolean {
  const allowed = Math.max(absolute, relative * Math.max(Math.abs(a), Math.abs(b)));
  return a === b || Math.abs(a - b) <= allowed;
}

function comparison(differs: readonly string[]): Comparison {
  return { agree: differs.length === 0, differs };
}

function same(tolerance: Tolerance, a: JSONValue, b: JSONValue): boolean {
  if (typeof a === 'number' && typeof b === 'number') return within(tolerance, a, b);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => same(tolerance, item, b[index]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(tolerance, a[key], b[key]))
  );
}

const isObject = (value: JSONValue): value is { [key: string]: JSONValue } =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
