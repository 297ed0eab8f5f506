import type { JSONValue } from 'json-p3';
import type { Slice } from './answer-spec';
import { keyOf } from './counts';
import { numeral } from './numeral';

/** The slice of requests that have no such value. */
const noValue = '(none)';

/** The part of the traffic a request belongs to; with edges the range, such as `10 to 100`. */
export function sliceValue({ edges }: Slice, found: readonly JSONValue[]): string {
  const [value] = found;
  if (found.length !== 1 || value === null || value === '') return noValue;
  if (!edges || edges.length === 0)
    return keyOf(typeof value === 'object' ? JSON.stringify(value) : String(value));
  const number = numeral(value);
  if (number === undefined) return noValue;
  const above = edges.filter((edge) => number >= edge).length;
  if (above === 0) return `under ${edges[0]}`;
  return above === edges.length
    ? `${edges[above - 1]} and more`
    : `${edges[above - 1]} to ${edges[above]}`;
}

/** What is wrong with a slice beside its place. */
export function sliceFaults({ name, edges = [] }: Slice): string[] {
  const ascending = edges.every(
    (edge, index) => Number.isFinite(edge) && (index === 0 || edge > edges[index - 1]!),
  );
  return [
    ...(name === '' || name in {} ? [`"${name}" cannot be the name of a slice`] : []),
    ...(ascending ? [] : [`the edges of slice ${name} are not ascending numbers`]),
  ];
}
