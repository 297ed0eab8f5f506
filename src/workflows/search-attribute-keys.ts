import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
import { searchAttributes } from '../release/search-attributes';

/** The typed keys of `release/search-attributes`, for upserts from the workflow. */
export const releaseKeys = {
  pair(name: string, value: unknown): SearchAttributeUpdatePair {
    const known = searchAttributes.find((attribute) => attribute.name === name);
    if (!known) throw new TypeError(`unknown search attribute ${name}`);
    return {
      key: defineSearchAttributeKey(known.name, known.type),
      value,
    } as SearchAttributeUpdatePair;
  },
};
