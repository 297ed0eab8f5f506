import type { Shape } from './model';
import { patternOf } from './pattern';

/** A constraint that a value misses: in AWS's words, and what it is about. */
export interface Missed {
  readonly text: string;
  readonly kind: 'null' | 'too many' | 'too few' | 'too long' | 'other';
  readonly limit?: number;
}

/** What AWS says of a value that a shape does not allow, one sentence for each constraint it misses. */
export function missedConstraints(shape: Shape, value: unknown): readonly Missed[] {
  if (typeof value === 'string') return missedByText(shape, value);
  if (typeof value === 'number') return missedBySize(shape, value, 'value', 'other');
  if (Array.isArray(value)) return missedBySize(shape, value.length, 'length', 'too many');
  if (shape.type !== 'map') return [];
  return missedBySize(shape, Object.keys(value as object).length, 'length', 'too many');
}

/** All that a shape asks of its values, in AWS's words and order: said where one entry of a list misses any of it. */
export function allConstraints({ enum: values, max, min, pattern, type }: Shape): string {
  const measure = type === 'string' ? 'length' : 'value';
  return [
    ...(max === undefined ? [] : [atMost(measure, max)]),
    ...(min === undefined ? [] : [atLeast(measure, min)]),
    ...(pattern === undefined ? [] : [fits(pattern)]),
    ...(values === undefined ? [] : [oneOf(values)]),
  ].join(', ');
}

function missedByText(shape: Shape, value: string): readonly Missed[] {
  const { enum: values, pattern } = shape;
  const missed = [...missedBySize(shape, lengthOf(value, shape.max), 'length', 'too long')];
  if (pattern !== undefined && !patternOf(pattern).test(value)) missed.push(other(fits(pattern)));
  if (values !== undefined && !values.includes(value)) missed.push(other(oneOf(values)));
  return missed;
}

function missedBySize(
  { min, max }: Shape,
  size: number,
  measure: Measure,
  above: Missed['kind'],
): readonly Missed[] {
  if (max !== undefined && size > max)
    return [{ text: atMost(measure, max), kind: above, limit: max }];
  if (min !== undefined && size < min) {
    const kind = above === 'too many' ? 'too few' : 'other';
    return [{ text: atLeast(measure, min), kind, limit: min }];
  }
  return [];
}

const other = (text: string): Missed => ({ text, kind: 'other' });

/** Characters, not UTF-16 units; counted only where the difference can matter. */
function lengthOf(value: string, max = Infinity): number {
  return value.length > max ? [...value].length : value.length;
}

type Measure = 'length' | 'value';

const atMost = (measure: Measure, max: number): string =>
  `Member must have ${measure} less than or equal to ${max}`;
const atLeast = (measure: Measure, min: number): string =>
  `Member must have ${measure} greater than or equal to ${min}`;
const fits = (pattern: string): string =>
  `Member must satisfy regular expression pattern: ${pattern}`;
const oneOf = (values: readonly string[]): string =>
  `Member must satisfy enum value set: [${values.join(', ')}]`;
