import type { Permission } from '../iam/decision';
import { contextOf } from '../iam/request-context';
import { decideFor, readResourcePolicy } from '../iam/resource-policy';
import { s3Permission } from '../iam/s3-permission';
import { sandboxRegion } from '../sagemaker/names';
import { AwsError, type Call, type Caller } from '../wire/operation';
import type { ObjectStore } from './object-store';

/** Throws AccessDenied for what the bucket of another account, or a policy of one's own, does not allow. */
export function checkAccess(store: ObjectStore, call: Call): void {
  const { Bucket } = call.input;
  if (call.operation === 'CreateBucket' || typeof Bucket !== 'string') return;
  const permission = { ...s3Permission(call), context: contextOf(call) };
  if (!mayUse(store, call.caller, { bucket: Bucket, permission })) {
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
  const caller = { accessKeyId: '', region: sandboxRegion, account, userArn };
  const resource = `arn:aws:s3:::${bucket}/${key}`;
  const context = { 'aws:requestedregion': sandboxRegion };
  return mayUse(store, caller, { bucket, permission: { action, resource, context } });
}

/** A bucket's own account may do what its policy does not deny, others what it allows. */
function mayUse(
  store: ObjectStore,
  caller: Caller,
  { bucket, permission }: { readonly bucket: string; readonly permission: Permission },
): boolean {
  // What is not there says so itself.
  if (!store.hasBucket(bucket)) return true;
  const { owner, policy } = store.access(bucket);
  if (policy === undefined) return owner === caller.account;
  const decision = decideFor(readResourcePolicy(policy), caller, permission);
  return owner === caller.account ? decision !== 'denied' : decision === 'allowed';
}
