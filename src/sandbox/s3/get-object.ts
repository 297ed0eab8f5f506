import { AwsError } from '../wire/operation';
import type { ObjectStore, StoredObject } from './object-store';

export interface GetObjectInput {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
  readonly ChecksumMode?: string;
}

/** GetObject; a range is not honoured: the whole object comes, which HTTP allows. */
export function getObject(store: ObjectStore, input: GetObjectInput) {
  const object = read(store, input, 'NoSuchKey');
  return { ...headersOf(object, input), Body: object.bytes };
}

/** HeadObject: as GetObject without bytes; S3 cannot name the missing key in an empty answer. */
export function headObject(store: ObjectStore, input: GetObjectInput) {
  return headersOf(read(store, input, 'NotFound'), input);
}

function read(store: ObjectStore, input: GetObjectInput, missing: string): StoredObject {
  const { Bucket, Key, VersionId } = input;
  const object = store.find(Bucket, Key, VersionId);
  if (object !== undefined && !object.isDeleteMarker) return object;
  if (object !== undefined && VersionId !== undefined) {
    const message = 'The specified method is not allowed against this resource.';
    throw new AwsError('MethodNotAllowed', message, 405);
  }
  if (VersionId === undefined) {
    throw new AwsError(missing, 'The specified key does not exist.', 404);
  }
  const code = missing === 'NoSuchKey' ? 'NoSuchVersion' : missing;
  throw new AwsError(code, 'The specified version does not exist.', 404);
}

function headersOf(object: StoredObject, { ChecksumMode }: GetObjectInput) {
  const { checksums = {}, contentType, lock, metadata } = object.attributes;
  const isChecked = ChecksumMode?.toUpperCase() === 'ENABLED' && Object.keys(checksums).length > 0;
  return {
    ContentLength: object.size,
    ContentType: contentType ?? 'binary/octet-stream',
    ETag: object.etag,
    LastModified: new Date(object.modifiedAt),
    Metadata: metadata,
    VersionId: object.versionId === 'null' ? undefined : object.versionId,
    ObjectLockMode: lock?.mode,
    ObjectLockRetainUntilDate:
      lock?.retainUntil === undefined ? undefined : new Date(lock.retainUntil),
    ObjectLockLegalHoldStatus: lock?.legalHold,
    ...(isChecked ? { ...checksums, ChecksumType: 'FULL_OBJECT' } : {}),
  };
}
