import { AwsError } from '../wire/operation';
import type { ObjectStore, StoredObject } from './object-store';

export interface ListInput {
  readonly Bucket: string;
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly MaxKeys?: string;
  readonly ContinuationToken?: string;
  readonly StartAfter?: string;
}

/** ListObjectsV2: current objects in byte order, grouped at the delimiter. */
export function listObjectsV2(store: ObjectStore, input: ListInput) {
  const { Bucket, Prefix = '', Delimiter, ContinuationToken, StartAfter = '' } = input;
  const size = sizeOf(input.MaxKeys);
  const after = ContinuationToken === undefined ? StartAfter : readToken(ContinuationToken);
  const current = store
    .versions(Bucket)
    .filter((object, index, all) => all[index - 1]?.key !== object.key)
    .filter(({ isDeleteMarker, key }) => !isDeleteMarker && key.startsWith(Prefix));
  const entries = group(current, Prefix, Delimiter).filter(({ name }) => name > after);
  const page = entries.slice(0, size);
  const isTruncated = entries.length > size;
  return {
    Name: Bucket,
    Prefix,
    Delimiter,
    StartAfter: input.StartAfter,
    ContinuationToken,
    MaxKeys: size,
    KeyCount: page.length,
    IsTruncated: isTruncated,
    NextContinuationToken:
      isTruncated && page.length > 0 ? writeToken(page.at(-1)!.name) : undefined,
    Contents: page.flatMap(({ object }) => (object === undefined ? [] : [show(object)])),
    CommonPrefixes: page.flatMap(({ name, object }) =>
      object === undefined ? [{ Prefix: name }] : [],
    ),
  };
}

/** ListObjectVersions: every version and delete marker, in one page. */
export function listObjectVersions(store: ObjectStore, { Bucket, Prefix = '' }: ListInput) {
  const all = store.versions(Bucket).filter(({ key }) => key.startsWith(Prefix));
  const shown = all.map((object, index) => ({
    isDeleteMarker: object.isDeleteMarker,
    entry: {
      ...(object.isDeleteMarker
        ? { Key: object.key, LastModified: new Date(object.modifiedAt) }
        : show(object)),
      VersionId: object.versionId,
      IsLatest: all[index - 1]?.key !== object.key,
    },
  }));
  return {
    Name: Bucket,
    Prefix,
    MaxKeys: Math.max(all.length, 1000),
    IsTruncated: false,
    Version: shown.filter(({ isDeleteMarker }) => !isDeleteMarker).map(({ entry }) => entry),
    DeleteMarker: shown.filter(({ isDeleteMarker }) => isDeleteMarker).map(({ entry }) => entry),
  };
}

interface Entry {
  readonly name: string;
  /** Undefined for a common prefix. */
  readonly object: StoredObject | undefined;
}

function group(
  objects: readonly StoredObject[],
  prefix: string,
  delimiter: string | undefined,
): readonly Entry[] {
  const entries = objects.map((object): Entry => {
    const cut = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1;
    if (cut < 0) return { name: object.key, object };
    return { name: object.key.slice(0, cut + delimiter!.length), object: undefined };
  });
  return entries.filter(({ name }, index) => entries[index - 1]?.name !== name);
}

function show(object: StoredObject) {
  return {
    Key: object.key,
    LastModified: new Date(object.modifiedAt),
    ETag: object.etag,
    Size: object.size,
    StorageClass: 'STANDARD',
  };
}

function sizeOf(text = '1000'): number {
  const size = Number(text);
  if (Number.isSafeInteger(size) && size >= 0) return Math.min(size, 1000);
  throw new AwsError('InvalidArgument', 'Provided max-keys not an integer or within range');
}

function writeToken(name: string): string {
  return Buffer.from(name).toString('base64url');
}

function readToken(token: string): string {
  return Buffer.from(token, 'base64url').toString('utf8');
}
