/** A copy of a record without some of its members. */
export function without<Whole extends object, Name extends keyof Whole>(
  whole: Whole,
  ...names: readonly Name[]
): Omit<Whole, Name> {
  const copy = { ...whole };
  for (const name of names) delete copy[name];
  return copy;
}
