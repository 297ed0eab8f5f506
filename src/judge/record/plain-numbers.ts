/** JSON has no NaN and no infinities, but a record must say which it was, to be judged alike again. */
interface MarkedNumber {
  readonly $number: string;
}

/** A value as JSON keeps it: members that are undefined left out, numbers that JSON has not marked by name. */
export function plain(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isFinite(value) ? value : ({ $number: String(value) } satisfies MarkedNumber);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
      member === undefined ? [] : [[key, plain(member)]],
    ),
  );
}

/** The value that `plain` was given. */
export function revived(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(revived);
  if (isMarked(value)) return Number(value.$number);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, unknown]) => [key, revived(member)]),
  );
}

function isMarked(value: object): value is MarkedNumber {
  const isAlone = Object.keys(value).length === 1;
  return isAlone && /^(NaN|-?Infinity)$/.test(String((value as MarkedNumber).$number));
}
