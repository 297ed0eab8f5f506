import { AwsError } from '../wire/operation';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/** Cuts one page out of a list; the token is opaque to callers. Throws InvalidNextToken. */
export function pageOf<Item>(
  all: readonly Item[],
  size: number,
  token: string | undefined,
): Page<Item> {
  const from = token === undefined ? 0 : Number(readToken(token).from);
  if (!Number.isSafeInteger(from) || from < 0) throw invalidToken();
  const to = from + size;
  return {
    items: all.slice(from, to),
    nextToken: to < all.length ? writeToken({ from: to }) : undefined,
  };
}

export function writeToken(state: Readonly<Record<string, number | string>>): string {
  return Buffer.from(JSON.stringify(state)).toString('base64url');
}

export function readToken(token: string): Readonly<Record<string, unknown>> {
  try {
    const state: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (typeof state === 'object' && state !== null) return { ...state };
  } catch {
    // Not written by us: refused below.
  }
  throw invalidToken();
}

export function invalidToken(): AwsError {
  return new AwsError('InvalidNextToken', 'The next token specified is invalid.');
}
