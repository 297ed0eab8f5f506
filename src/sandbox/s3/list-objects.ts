import { group, show, sizeOf, type Entry } from './list-entries';
import type { ObjectStore } from './object-store';

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
  const { page, isTruncated } = currentPage(store, { Bucket, Prefix, Delimiter }, after, size);
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
    ...contentsOf(page),
  };
}

/** ListObjects, the first version of it, which boto3's resources use. */
export function listObjects(store: ObjectStore, input: ListInput & { readonly Marker?: string }) {
  const { Bucket, Prefix = '', Delimiter, Marker = '' } = input;
  const size = sizeOf(input.MaxKeys);
  const { page, isTruncated } = currentPage(store, { Bucket, Prefix, Delimiter }, Marker, size);
  return {
    Name: Bucket,
    Prefix,
    Delimiter,
    Marker,
    MaxKeys: size,
    IsTruncated: isTruncated,
    // S3 leaves it out where the last key says the same.
    NextMarker: isTruncated && Delimiter !== undefined ? page.at(-1)?.name : undefined,
    ...contentsOf(page),
  };
}

function currentPage(
  store: ObjectStore,
  { Bucket, Prefix = '', Delimiter }: ListInput,
  after: string,
  size: number,
): { readonly page: readonly Entry[]; readonly isTruncated: boolean } {
  const current = store
    .versions(Bucket)
    .filter((object, index, all) => all[index - 1]?.key !== object.key)
    .filter(({ isDeleteMarker, key }) => !isDeleteMarker && key.startsWith(Prefix));
  const entries = group(current, Prefix, Delimiter).filter(({ name }) => name > after);
  return { page: entries.slice(0, size), isTruncated: entries.length > size };
}

function contentsOf(page: readonly Entry[]) {
  return {
    Contents: page.flatMap(({ object }) => (object === undefined ? [] : [show(object)])),
    CommonPrefixes: page.flatMap(({ name, object }) =>
      object === undefined ? [{ Prefix: name }] : [],
    ),
  };
}

function writeToken(name: string): string {
  return Buffer.from(name).toString('base64url');
}

function readToken(token: string): string {
  return Buffer.from(token, 'base64url').toString('utf8');
}
