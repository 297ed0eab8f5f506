import { group, show, sizeOf, type Entry } from './list-entries';
import type { ObjectStore } from './object-store';

export interface ListVersionsInput {
  readonly Bucket: string;
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly MaxKeys?: string;
  readonly KeyMarker?: string;
  readonly VersionIdMarker?: string;
}

/** ListObjectVersions: every version and delete marker, keys in byte order, the newest first. */
export function listObjectVersions(store: ObjectStore, input: ListVersionsInput) {
  const { Bucket, Prefix = '', Delimiter, KeyMarker, VersionIdMarker } = input;
  const size = sizeOf(input.MaxKeys);
  const all = store.versions(Bucket);
  const newest = new Set(all.filter((object, index) => all[index - 1]?.key !== object.key));
  const matching = all.filter(({ key }) => key.startsWith(Prefix));
  const entries = after(group(matching, Prefix, Delimiter), KeyMarker, VersionIdMarker);
  const page = entries.slice(0, size);
  const last = entries.length > size ? page.at(-1) : undefined;
  const shown = page.flatMap(({ object }) => (object === undefined ? [] : [object]));
  const described = (isDeleteMarker: boolean) =>
    shown
      .filter((object) => object.isDeleteMarker === isDeleteMarker)
      .map((object) => ({
        ...(isDeleteMarker
          ? { Key: object.key, LastModified: new Date(object.modifiedAt) }
          : show(object)),
        VersionId: object.versionId,
        IsLatest: newest.has(object),
      }));
  return {
    Name: Bucket,
    Prefix,
    Delimiter,
    KeyMarker: KeyMarker ?? '',
    VersionIdMarker: VersionIdMarker ?? '',
    MaxKeys: size,
    IsTruncated: last !== undefined,
    NextKeyMarker: last?.name,
    NextVersionIdMarker: last?.object?.versionId,
    Version: described(false),
    DeleteMarker: described(true),
    CommonPrefixes: page.flatMap(({ name, object }) =>
      object === undefined ? [{ Prefix: name }] : [],
    ),
  };
}

/** What follows a version; without one, or when it is gone meanwhile, what follows its key. */
function after(
  entries: readonly Entry[],
  key: string | undefined,
  versionId: string | undefined,
): readonly Entry[] {
  if (key === undefined) return entries;
  const index = entries.findIndex(
    ({ name, object }) => name === key && object?.versionId === versionId,
  );
  if (versionId !== undefined && index >= 0) return entries.slice(index + 1);
  return entries.filter(({ name }) => name > key);
}
