import { AwsError, type Caller } from '../wire/operation';

export type ResourceKind = 'endpoint' | 'endpoint-config' | 'model' | 'model-package-group';

/** The sandbox holds one region; SageMaker's resources of another one are not there. */
export const sandboxRegion = 'us-east-1';

const namePattern = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;

/** SageMaker lower-cases the names of hosting resources in their ARNs. */
export function arnOf(
  caller: Pick<Caller, 'account' | 'region'>,
  kind: ResourceKind,
  name: string,
) {
  const shown = kind === 'model-package-group' ? name : name.toLowerCase();
  return `arn:aws:sagemaker:${caller.region}:${caller.account}:${kind}/${shown}`;
}

/** Throws SageMaker's own ValidationException for a name outside its pattern. */
export function checkName(member: string, name: string): void {
  if (namePattern.test(name)) return;
  throw invalid(
    `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}`,
  );
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
