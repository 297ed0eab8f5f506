import {
  defineSearchAttributeKey,
  TypedSearchAttributes,
  type SearchAttributePair,
} from '@temporalio/common';
import type { ReleasePlan } from '../../release/plan';
import { searchAttributes } from '../../release/search-attributes';
import type { PromoteInput } from '../../workflows/messages';
import type { Session } from './session';

export interface Visibility {
  readonly mode: PromoteInput['visibility'];
  /** Names the server lacks or has with another type; why the memo is used instead. */
  readonly missing: readonly string[];
}

/** Number of a search attribute's type in Temporal's protocol. */
const typeNumbers = { TEXT: 1, KEYWORD: 2, INT: 3, DOUBLE: 4, BOOL: 5, DATETIME: 6 } as const;

/** Asks once whether the server knows our search attributes: starting with one it lacks would fail, or block the release. */
export async function visibilityOf({ client, namespace, bounded }: Session): Promise<Visibility> {
  const known = await bounded(() =>
    client.connection.operatorService.listSearchAttributes({ namespace }),
  ).then(
    ({ customAttributes }) => customAttributes ?? {},
    () => undefined,
  );
  const missing = searchAttributes
    .filter(({ name, type }) => Number(known?.[name]) !== typeNumbers[type])
    .map(({ name }) => name);
  return { mode: missing.length === 0 ? 'attributes' : 'memo', missing };
}

/** How the release is found in lists from its first moment on. */
export function indexFor(plan: ReleasePlan, mode: Visibility['mode']) {
  const first = {
    ReleaseEndpoint: plan.endpoint,
    ReleaseModelPackage: plan.candidate.version,
    ReleaseState: 'Running',
    ReleaseCandidatePercent: 0,
    ReleaseAwaitingApproval: false,
  };
  if (mode === 'memo') return { memo: first };
  const pairs = searchAttributes.flatMap(({ name, type }) => {
    const value = (first as Readonly<Record<string, unknown>>)[name];
    return value === undefined ? [] : [{ key: defineSearchAttributeKey(name, type), value }];
  });
  return { typedSearchAttributes: new TypedSearchAttributes(pairs as SearchAttributePair[]) };
}
