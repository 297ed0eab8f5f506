import type { UserContext } from '@aws-sdk/client-sagemaker';
import type { Caller } from '../wire/operation';

/** Who created or changed a resource, as the Model Registry records it. */
export function userContext({
  userArn,
  accessKeyId,
  principalId = accessKeyId,
}: Caller): UserContext {
  return { IamIdentity: { Arn: userArn, PrincipalId: principalId } };
}
