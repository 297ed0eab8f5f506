import { invalid, type TargetId } from './target-id';

/** The members by which Describe calls ask for what belongs to one or more targets. */
export type TargetQuery = Pick<TargetId, 'ServiceNamespace'> & Partial<TargetId>;

/** Those of the items that a Describe call asks for; throws ValidationException. */
export function askedFor<Item extends { readonly target: TargetId }>(
  items: Iterable<Item>,
  { ServiceNamespace, ResourceId, ScalableDimension }: TargetQuery,
): readonly Item[] {
  assertResource(ScalableDimension, ResourceId);
  return [...items].filter(
    ({ target }) =>
      target.ServiceNamespace === ServiceNamespace &&
      target.ResourceId === (ResourceId ?? target.ResourceId) &&
      target.ScalableDimension === (ScalableDimension ?? target.ScalableDimension),
  );
}

/** A dimension alone does not say what is asked for. */
export function assertResource(dimension: string | undefined, resource: unknown): void {
  if (dimension === undefined || resource !== undefined) return;
  throw invalid('If you specify a scalable dimension, you must also specify a resource ID.');
}
