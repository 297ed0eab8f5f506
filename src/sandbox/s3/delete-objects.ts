import { AwsError } from '../wire/operation';
import type { ObjectStore } from './object-store';

export interface DeleteInput {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

export interface DeleteObjectsInput {
  readonly Bucket: string;
  readonly Objects: readonly { readonly Key: string; readonly VersionId?: string }[];
  readonly Quiet: boolean;
}

/** DeleteObject: a delete marker where versions are kept, or one version for good. */
export function deleteObject(
  store: ObjectStore,
  { Bucket, Key, VersionId }: DeleteInput,
): { readonly VersionId?: string; readonly DeleteMarker?: boolean } {
  if (VersionId !== undefined) {
    const removed = store.find(Bucket, Key, VersionId);
    store.deleteVersion(Bucket, Key, VersionId);
    return { VersionId, ...(removed?.isDeleteMarker === true && { DeleteMarker: true }) };
  }
  const marker = store.delete(Bucket, Key);
  return marker === undefined ? {} : { DeleteMarker: true, VersionId: marker.versionId };
}

const mostObjects = 1000;

/** DeleteObjects: each by itself; what one of them is refused for is no error of the call. */
export function deleteObjects(store: ObjectStore, input: DeleteObjectsInput) {
  const { Bucket, Objects, Quiet } = input;
  store.versioning(Bucket);
  if (Objects.length === 0 || Objects.length > mostObjects) {
    throw new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  }
  const Deleted: object[] = [];
  const Errors: object[] = [];
  for (const { Key, VersionId } of Objects) {
    try {
      const { VersionId: made, DeleteMarker } = deleteObject(store, { Bucket, Key, VersionId });
      Deleted.push({
        Key,
        VersionId,
        DeleteMarker,
        DeleteMarkerVersionId: DeleteMarker === true ? made : undefined,
      });
    } catch (cause) {
      if (!(cause instanceof AwsError)) throw cause;
      Errors.push({ Key, VersionId, Code: cause.code, Message: cause.message });
    }
  }
  return { Deleted: Quiet ? [] : Deleted, Error: Errors };
}
