import { AwsError } from '../wire/operation';
import { invalid } from './target-id';

/** The members of every Describe call that ask for a page. */
export interface PageQuery {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** By its guide; AWS's model has no range. */
const largest = 50;

/** One page of a list, and the token of the next; throws InvalidNextTokenException. */
export function pageOf<Item>(
  all: readonly Item[],
  { MaxResults: size = largest, NextToken }: PageQuery,
): { readonly items: readonly Item[]; readonly NextToken?: string } {
  if (size < 1 || size > largest) {
    throw invalid(`MaxResults is ${size}; it must be from 1 to ${largest}.`);
  }
  const start = NextToken === undefined ? 0 : readToken(NextToken);
  const end = start + size;
  const items = all.slice(start, end);
  if (end >= all.length) return { items };
  return { items, NextToken: Buffer.from(`scaling:${end}`).toString('base64url') };
}

function readToken(token: string): number {
  const match = /^scaling:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (match !== null) return Number(match[1]);
  throw new AwsError('InvalidNextTokenException', 'The next token supplied was invalid.');
}
