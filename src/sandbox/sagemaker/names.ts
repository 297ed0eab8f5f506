import { AwsError, type Caller } from '../wire/operation';

export type ResourceKind = 'endpoint' | 'endpoint-config' | 'model' | 'model-package-group';

/** The sandbox holds one region; SageMaker's resources of another one are not there. */
export const sandboxRegion = 'us-east-1';

/** All versions of a group, as policies name them. */
export function versionsOf(groupArn: string): string {
  return `${groupArn.replace(':model-package-group/', ':model-package/')}/*`;
}

/** SageMaker lower-cases the names of hosting resources in their ARNs. */
export function arnOf(
  caller: Pick<Caller, 'account' | 'region'>,
  kind: ResourceKind,
  name: string,
) {
  const shown = kind === 'model-package-group' ? name : name.toLowerCase();
  return `arn:aws:sagemaker:${caller.region}:${caller.account}:${kind}/${shown}`;
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
