import { z } from 'zod';
import { AwsError } from '../wire/operation';

/** The members of every Describe call that ask for a page. */
export const pageSchema = z.object({
  MaxResults: z.int().min(1).max(50).default(50),
  NextToken: z.string().optional(),
});

/** One page of a list, and the token of the next; throws InvalidNextTokenException. */
export function pageOf<Item>(
  all: readonly Item[],
  { MaxResults: size, NextToken }: z.output<typeof pageSchema>,
): { readonly items: readonly Item[]; readonly NextToken?: string } {
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
