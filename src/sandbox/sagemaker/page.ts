import { invalid } from './names';

export interface ListQuery {
  readonly SortOrder?: string | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly NameContains?: string | undefined;
  readonly CreationTimeBefore?: Date | undefined;
  readonly CreationTimeAfter?: Date | undefined;
  readonly LastModifiedTimeBefore?: Date | undefined;
  readonly LastModifiedTimeAfter?: Date | undefined;
}

export interface Listed {
  readonly name: string;
  readonly createdAt: Date;
  readonly modifiedAt?: Date;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly NextToken?: string;
}

/** Filters, sorts and pages as SageMaker's List operations do: 10 a page unless told, 100 at most. */
export function listPage<Item extends Listed>(
  all: Iterable<Item>,
  query: ListQuery,
  order: {
    readonly by: 'name' | 'created' | 'modified';
    readonly default: 'Ascending' | 'Descending';
  },
): Page<Item> {
  const { MaxResults: size = 10, SortOrder = order.default, NextToken } = query;
  const direction = SortOrder === 'Ascending' ? 1 : -1;
  const matching = [...all].filter((item) => matches(item, query));
  matching.sort((a, b) => direction * compare(keyOf(a, order.by), keyOf(b, order.by)));
  const start = NextToken === undefined ? 0 : readToken(NextToken);
  const end = start + size;
  const next = Buffer.from(`page:${end}`).toString('base64url');
  return {
    items: matching.slice(start, end),
    ...(end < matching.length && { NextToken: next }),
  };
}

function matches(item: Listed, query: ListQuery): boolean {
  const { createdAt, modifiedAt = createdAt } = item;
  return (
    item.name.toLowerCase().includes((query.NameContains ?? '').toLowerCase()) &&
    createdAt < (query.CreationTimeBefore ?? forever) &&
    createdAt > (query.CreationTimeAfter ?? never) &&
    modifiedAt < (query.LastModifiedTimeBefore ?? forever) &&
    modifiedAt > (query.LastModifiedTimeAfter ?? never)
  );
}

const forever = new Date(8.64e15);
const never = new Date(-8.64e15);

function keyOf(item: Listed, by: 'name' | 'created' | 'modified'): string | number {
  if (by === 'name') return item.name;
  return (by === 'modified' ? (item.modifiedAt ?? item.createdAt) : item.createdAt).getTime();
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

function readToken(token: string): number {
  const match = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (match === null) throw invalid('NextToken is not one that this operation gave.');
  return Number(match[1]);
}
