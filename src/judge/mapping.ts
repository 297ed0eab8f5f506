/** An object of a file, whatever it holds. */
export type Mapping = Readonly<Record<string, unknown>>;

/** The value where it is an object and no list. */
export function mapping(value: unknown): Mapping | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Mapping)
    : undefined;
}
