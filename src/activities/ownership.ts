import { ApplicationFailure } from '@temporalio/activity';

/** A thing at AWS and its tags, as the service listed them. */
export interface Owned {
  readonly what: string;
  readonly tags: readonly { readonly Key?: string; readonly Value?: string }[];
}

/** AWS's form of tags. */
export function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Refuses to adopt or delete what another release or another tool has made under our name. */
export function assertOwn(owned: Owned, tags: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(tags)) {
    const found = owned.tags.find((tag) => tag.Key === key)?.Value;
    if (found === value) continue;
    throw ApplicationFailure.create({
      type: 'Refused',
      nonRetryable: true,
      message: `${owned.what} exists and is not of this release: tag ${key} is ${found ?? 'absent'}, not ${value}. Delete it or release another package`,
    });
  }
}
