import { AwsError } from '../wire/operation';
import { pageOf, type PageQuery } from './page';
import type { Scaling } from './scaling';
import { assertServed, keyOf, named, type TargetId } from './target-id';
import { askedFor, type TargetQuery } from './target-query';

/** What belongs to a target: a policy or a scheduled action. */
interface Owned {
  readonly name: string;
  readonly target: TargetId;
}

export function ownedKey(target: TargetId, name: string): string {
  return `${keyOf(target)} ${name}`;
}

export function ownedBy<Item extends Owned>(
  items: Iterable<Item>,
  target: TargetId,
): readonly Item[] {
  return [...items].filter((item) => keyOf(item.target) === keyOf(target));
}

/** One page of those that a Describe call asks for, all names where it names none. */
export function ownedPage<Item extends Owned>(
  items: Iterable<Item>,
  query: TargetQuery & PageQuery,
  names: readonly string[] | undefined,
) {
  const fitting = askedFor(items, query).filter(({ name }) => names?.includes(name) ?? true);
  return pageOf(fitting, query);
}

/** The target that a Put call is for; throws ObjectNotFoundException where it is not registered. */
export function registeredTarget(
  { targets }: Scaling,
  { ServiceNamespace, ResourceId, ScalableDimension }: TargetId,
): TargetId {
  const target = { ServiceNamespace, ResourceId, ScalableDimension };
  assertServed(target);
  if (targets.has(keyOf(target))) return target;
  throw new AwsError(
    'ObjectNotFoundException',
    `No scalable target registered for ${named(target)}`,
  );
}

/** Throws LimitExceededException where a target has as many as it may. */
export function assertRoom(owned: readonly Owned[], most: number, what: string): void {
  if (owned.length < most) return;
  throw new AwsError(
    'LimitExceededException',
    `The scalable target has ${most} ${what}, which is the limit.`,
  );
}
