import { AwsError } from '../wire/operation';

/** What a scalable target is identified by, in every call of Application Auto Scaling. */
export interface TargetId {
  readonly ServiceNamespace: string;
  readonly ResourceId: string;
  readonly ScalableDimension: string;
}

const servedDimension = 'sagemaker:variant:DesiredInstanceCount';

export function keyOf({ ServiceNamespace, ResourceId, ScalableDimension }: TargetId): string {
  return JSON.stringify([ServiceNamespace, ResourceId, ScalableDimension]);
}

/** A target as AWS's messages name it. */
export function named({ ServiceNamespace, ResourceId, ScalableDimension }: TargetId): string {
  return `service namespace: ${ServiceNamespace}, resource ID: ${ResourceId}, scalable dimension: ${ScalableDimension}`;
}

/** Endpoint and variant that a resource id names; undefined for ids of another form. */
export function variantOf({ ResourceId }: Pick<TargetId, 'ResourceId'>) {
  const match = /^endpoint\/([^/]+)\/variant\/([^/]+)$/.exec(ResourceId);
  return match === null ? undefined : { endpoint: match[1]!, variant: match[2]! };
}

/** Throws for all but instance counts of endpoint variants, the one dimension that the sandbox scales. */
export function assertServed(id: TargetId): void {
  if (id.ServiceNamespace !== 'sagemaker' || id.ScalableDimension !== servedDimension) {
    throw new AwsError(
      'UnknownOperationException',
      `The sandbox scales ${servedDimension} of namespace sagemaker only, not ${id.ScalableDimension} of ${id.ServiceNamespace}.`,
    );
  }
  if (variantOf(id) !== undefined) return;
  throw invalid(`ResourceId is ${id.ResourceId}; it must be endpoint/NAME/variant/NAME.`);
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
