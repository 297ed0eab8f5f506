import { readResourcePolicy } from '../iam/resource-policy';
import { AwsError } from '../wire/operation';
import type { ObjectStore } from './object-store';

interface PolicyInput {
  readonly Bucket: string;
  /** The policy's JSON text, of PutBucketPolicy. */
  readonly Policy?: string;
}

export function putBucketPolicy(store: ObjectStore, { Bucket, Policy = '' }: PolicyInput): void {
  try {
    readResourcePolicy(Policy);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError('MalformedPolicy', `The sandbox does not understand this policy: ${why}`);
  }
  store.setPolicy(Bucket, Policy);
}

/** The policy is the whole answer. */
export function getBucketPolicy(store: ObjectStore, { Bucket }: PolicyInput) {
  const { policy } = store.access(Bucket);
  if (policy !== undefined) return { Body: Buffer.from(policy), ContentType: 'application/json' };
  throw new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', 404);
}

export function deleteBucketPolicy(store: ObjectStore, { Bucket }: PolicyInput): void {
  store.setPolicy(Bucket, undefined);
}
