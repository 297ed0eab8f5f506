/** A part of a JSON document written by others, and where it stands; every question is answered by undefined where it is not so. */
export interface JsonPart {
  readonly value: unknown;
  readonly at: string;
}

export function partOf({ value, at }: JsonPart, key: string): JsonPart {
  const inner =
    typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      ? (value as Record<string, unknown>)[key]
      : undefined;
  return { value: inner, at: at === '' ? key : `${at}.${key}` };
}

export function partsOf({ value, at }: JsonPart): readonly JsonPart[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((item: unknown, index) => ({ value: item, at: `${at}.${index}` }));
}

export const isGiven = ({ value }: JsonPart): boolean => value !== undefined && value !== null;

export function numberIn(
  { value }: JsonPart,
  low = -Infinity,
  high = Infinity,
): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= low && value <= high
    ? value
    : undefined;
}

export function countIn(part: JsonPart): number | undefined {
  const value = numberIn(part, 0);
  // Without the sign that JSON gives a negative 0.
  return Number.isSafeInteger(value) ? 0 + value! : undefined;
}

export function textIn({ value }: JsonPart): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
