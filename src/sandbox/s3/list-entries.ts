import { AwsError } from '../wire/operation';
import type { StoredObject } from './object-store';

/** One line of a listing: an object or version, or all that share a prefix up to the delimiter. */
export interface Entry {
  readonly name: string;
  /** Undefined for a common prefix. */
  readonly object: StoredObject | undefined;
}

/** Objects in the order given, grouped at the delimiter. */
export function group(
  objects: readonly StoredObject[],
  prefix: string,
  delimiter: string | undefined,
): readonly Entry[] {
  const entries = objects.map((object): Entry => {
    const cut = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1;
    if (cut < 0) return { name: object.key, object };
    return { name: object.key.slice(0, cut + delimiter!.length), object: undefined };
  });
  return entries.filter(
    ({ name, object }, index) => object !== undefined || entries[index - 1]?.name !== name,
  );
}

/** An object as listings show it. */
export function show(object: StoredObject) {
  return {
    Key: object.key,
    LastModified: new Date(object.modifiedAt),
    ETag: object.etag,
    Size: object.size,
    StorageClass: 'STANDARD',
  };
}

/** Entries of a page; throws InvalidArgument. */
export function sizeOf(text = '1000'): number {
  const size = Number(text);
  if (Number.isSafeInteger(size) && size >= 0) return Math.min(size, 1000);
  throw new AwsError('InvalidArgument', 'Provided max-keys not an integer or within range');
}
