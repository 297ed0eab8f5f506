import { AwsError, type Call, type Service } from '../wire/operation';
import { checkAccess } from './bucket-access';
import { deleteBucketPolicy, getBucketPolicy, putBucketPolicy } from './bucket-policy';
import { bucketRegion, defaultRegion } from './bucket-region';
import { deleteObject, deleteObjects } from './delete-objects';
import { getObject, headObject } from './get-object';
import { listObjects, listObjectsV2 } from './list-objects';
import { listObjectVersions } from './list-versions';
import { ObjectFiles } from './object-files';
import { ObjectStore } from './object-store';
import { putObject } from './put-object';

interface BucketInput {
  readonly Bucket: string;
  readonly ObjectLockEnabledForBucket?: string;
  readonly LocationConstraint?: string;
}

export interface S3 {
  readonly service: Service;
  readonly store: ObjectStore;
}

/** S3 as releases use it: objects with versions, checksums and locks, in memory or in a directory. */
export function createS3Service(
  options: { readonly clock?: { now(): number }; readonly directory?: string } = {},
): S3 {
  const { clock, directory } = options;
  const files = directory === undefined ? undefined : new ObjectFiles(directory);
  const store = new ObjectStore(clock, files);
  const service: Service = {
    ListBuckets: (_input, { caller }) => listBuckets(store, caller.account),
    CreateBucket: (input: BucketInput, { caller }) => {
      const region = bucketRegion(input.LocationConstraint, caller.region);
      const isLocked = input.ObjectLockEnabledForBucket === 'true';
      // Object Lock needs versions, so S3 turns them on with it.
      store.createBucket(input.Bucket, isLocked ? 'Enabled' : undefined, {
        region,
        owner: caller.account,
      });
      return { Location: `/${input.Bucket}` };
    },
    DeleteBucket: (input: BucketInput) => store.deleteBucket(input.Bucket),
    HeadBucket: (input: BucketInput) => ({ BucketRegion: store.region(input.Bucket) }),
    GetBucketLocation: (input: BucketInput) => {
      const region = store.region(input.Bucket);
      return { LocationConstraint: region === defaultRegion ? undefined : region };
    },
    PutBucketPolicy: (input: Parameters<typeof putBucketPolicy>[1]) =>
      putBucketPolicy(store, input),
    GetBucketPolicy: (input: Parameters<typeof getBucketPolicy>[1]) =>
      getBucketPolicy(store, input),
    DeleteBucketPolicy: (input: Parameters<typeof deleteBucketPolicy>[1]) =>
      deleteBucketPolicy(store, input),
    GetBucketVersioning: (input: BucketInput) => ({ Status: store.versioning(input.Bucket) }),
    PutBucketVersioning: (input: BucketInput & { readonly Status?: string }) => {
      const { Status } = input;
      if (Status !== 'Enabled' && Status !== 'Suspended') throw malformed();
      store.setVersioning(input.Bucket, Status);
    },
    ListObjects: (input: Parameters<typeof listObjects>[1]) => listObjects(store, input),
    ListObjectsV2: (input: Parameters<typeof listObjectsV2>[1]) => listObjectsV2(store, input),
    ListObjectVersions: (input: Parameters<typeof listObjectVersions>[1]) =>
      listObjectVersions(store, input),
    PutObject: (input: Parameters<typeof putObject>[1]) => putObject(store, input),
    GetObject: (input: Parameters<typeof getObject>[1]) => getObject(store, input),
    HeadObject: (input: Parameters<typeof headObject>[1]) => headObject(store, input),
    DeleteObject: (input: Parameters<typeof deleteObject>[1]) => deleteObject(store, input),
    DeleteObjects: (input: Parameters<typeof deleteObjects>[1]) => deleteObjects(store, input),
  };
  return { service: guarded(service, store), store };
}

/** Every operation, once the bucket's account has let the caller in. */
function guarded(service: Service, store: ObjectStore): Service {
  return Object.fromEntries(
    Object.entries(service).map(([name, operation]) => [
      name,
      (input: never, call: Call) => {
        checkAccess(store, call);
        return operation(input, call);
      },
    ]),
  );
}

function listBuckets(store: ObjectStore, account: string) {
  const Bucket = store.buckets(account).map(({ name, createdAt }) => ({
    Name: name,
    CreationDate: new Date(createdAt),
  }));
  return { Buckets: { Bucket } };
}

function malformed(): AwsError {
  return new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}
