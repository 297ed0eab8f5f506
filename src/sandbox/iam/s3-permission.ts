import type { Call } from '../wire/operation';
import type { Permission } from './decision';

/** Operations of S3 whose action has another name. */
const actions: Readonly<Record<string, string>> = {
  HeadObject: 'GetObject',
  HeadBucket: 'ListBucket',
  ListObjectsV2: 'ListBucket',
  ListObjectVersions: 'ListBucketVersions',
  ListBuckets: 'ListAllMyBuckets',
};

/** A version of an object is a right of its own. */
const versioned: Readonly<Record<string, string>> = {
  GetObject: 'GetObjectVersion',
  DeleteObject: 'DeleteObjectVersion',
};

/** The one action that an operation of S3 needs, and on what. */
export function s3Permission({ operation, input }: Call): Pick<Permission, 'action' | 'resource'> {
  const { Bucket, Key, VersionId } = input;
  const plain = Object.hasOwn(actions, operation) ? actions[operation]! : operation;
  const hasVersion = VersionId !== undefined && Object.hasOwn(versioned, plain);
  const action = `s3:${hasVersion ? versioned[plain] : plain}`;
  if (typeof Bucket !== 'string') return { action, resource: '*' };
  const key = typeof Key === 'string' ? `/${Key}` : '';
  return { action, resource: `arn:aws:s3:::${Bucket}${key}` };
}
