/** Where two values of JSON part, and what each holds there. */
export interface Difference {
  /** `verdict.numbers.odds`, `readings[2].points[0].value`; empty for the whole. */
  readonly path: string;
  readonly one: unknown;
  readonly other: unknown;
}

/** The first difference in the order of sorted keys; undefined where there is none. An absent member is undefined. */
export function firstDifference(one: unknown, other: unknown, path = ''): Difference | undefined {
  if (!isParent(one) || !isParent(other) || Array.isArray(one) !== Array.isArray(other))
    return Object.is(one, other) ? undefined : { path, one, other };
  const keys = Array.isArray(one)
    ? Array.from({ length: Math.max(one.length, (other as unknown[]).length) }, (_, at) => `${at}`)
    : [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  for (const key of keys) {
    const place = Array.isArray(one) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const found = firstDifference(member(one, key), member(other, key), place);
    if (found) return found;
  }
  return undefined;
}

function isParent(value: unknown): value is object {
  return value !== null && typeof value === 'object';
}

function member(parent: object, key: string): unknown {
  return Object.hasOwn(parent, key) ? (parent as Record<string, unknown>)[key] : undefined;
}
