import { firstAccount } from '../account/account-id';
import { decideFor, readResourcePolicy } from '../iam/resource-policy';
import { s3Permission } from '../iam/s3-permission';
import { AwsError, type Call, type Caller } from '../wire/operation';
import type { ObjectStore } from './object-store';

/** Throws AccessDenied for what the bucket of another account, or a policy of one's own, does not allow. */
export function checkAccess(store: ObjectStore, call: Call): void {
  const { Bucket } = call.input;
  if (call.operation === 'CreateBucket' || typeof Bucket !== 'string') return;
  const { action, resource } = s3Permission(call);
  if (!mayUse(store, call.caller, { bucket: Bucket, action, resource })) {
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }
}

/** Whether SageMaker may act on an object for an account. It is taken for the account, whatever its role. */
export function mayServe(
  store: ObjectStore,
  account: string,
  {
    action,
    bucket,
    key,
  }: { readonly action: string; readonly bucket: string; readonly key: string },
): boolean {
  const userArn = `arn:aws:iam::${account}:root`;
  const caller = { accessKeyId: '', region: '', account, userArn };
  return mayUse(store, caller, { bucket, action, resource: `arn:aws:s3:::${bucket}/${key}` });
}

/** A bucket's own account may do what its policy does not deny, others what it allows. */
function mayUse(
  store: ObjectStore,
  caller: Caller,
  asked: { readonly bucket: string; readonly action: string; readonly resource: string },
): boolean {
  const { bucket, action, resource } = asked;
  // What is not there says so itself.
  if (!store.hasBucket(bucket)) return true;
  const { owner = firstAccount, policy } = store.access(bucket);
  if (policy === undefined) return owner === caller.account;
  const permission = { action, resource, context: {} };
  const decision = decideFor(readResourcePolicy(policy), caller, permission);
  return owner === caller.account ? decision !== 'denied' : decision === 'allowed';
}
