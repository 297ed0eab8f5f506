import { createHash, randomBytes } from 'node:crypto';
import { AwsError } from '../wire/operation';

export interface StoredObject {
  readonly key: string;
  readonly bytes: Buffer;
  /** Hex MD5 in quotes, as S3 writes it. */
  readonly etag: string;
  /** `null` (the text) for objects written while the bucket had no versioning. */
  readonly versionId: string;
  /** ms */
  readonly modifiedAt: number;
  readonly isDeleteMarker: boolean;
  readonly attributes: ObjectAttributes;
}

export interface ObjectAttributes {
  readonly contentType?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** By the SDK's member name (`ChecksumSHA256`), base64. */
  readonly checksums?: Readonly<Record<string, string>>;
  readonly lock?: ObjectLock;
}

export interface ObjectLock {
  readonly mode?: string;
  /** ms */
  readonly retainUntil?: number;
  readonly legalHold?: string;
}

export type Versioning = 'Enabled' | 'Suspended' | undefined;

interface Bucket {
  readonly name: string;
  readonly createdAt: number;
  versioning: Versioning;
  /** Versions of each key, oldest first. */
  readonly objects: Map<string, StoredObject[]>;
}

/** S3 in memory: buckets, objects and their versions. All errors are AwsErrors with S3's codes. */
export class ObjectStore {
  readonly #buckets = new Map<string, Bucket>();

  constructor(private readonly clock: { now(): number } = Date) {}

  createBucket(name: string, versioning?: Versioning): void {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
      throw new AwsError('InvalidBucketName', `The specified bucket is not valid: ${name}.`);
    }
    if (this.#buckets.has(name)) {
      const message = 'Your previous request to create the named bucket succeeded and you own it.';
      throw new AwsError('BucketAlreadyOwnedByYou', message, 409);
    }
    const createdAt = this.clock.now();
    this.#buckets.set(name, { name, createdAt, versioning, objects: new Map() });
  }

  buckets(): readonly { readonly name: string; readonly createdAt: number }[] {
    return [...this.#buckets.values()];
  }

  versioning(bucket: string): Versioning {
    return this.#bucket(bucket).versioning;
  }

  setVersioning(bucket: string, versioning: 'Enabled' | 'Suspended'): void {
    this.#bucket(bucket).versioning = versioning;
  }

  /** Writes a new version, or replaces the only one where the bucket has no versioning. */
  write(
    bucket: string,
    key: string,
    bytes: Uint8Array,
    attributes: ObjectAttributes = {},
  ): StoredObject {
    const md5 = createHash('md5').update(bytes).digest('hex');
    return this.#add(bucket, {
      key,
      bytes: Buffer.from(bytes),
      etag: `"${md5}"`,
      isDeleteMarker: false,
      attributes,
    });
  }

  /** For a seed: creates the versioned bucket if need be and writes with its SHA-256 recorded. */
  put(
    bucket: string,
    key: string,
    bytes: Uint8Array,
  ): { readonly etag: string; readonly versionId: string; readonly sha256: string } {
    if (!this.#buckets.has(bucket)) this.createBucket(bucket, 'Enabled');
    const digest = createHash('sha256').update(bytes).digest();
    const checksums = { ChecksumSHA256: digest.toString('base64') };
    const { etag, versionId } = this.write(bucket, key, bytes, { checksums });
    return { etag, versionId, sha256: digest.toString('hex') };
  }

  /** The named or the newest version, a delete marker too; undefined when there is none. */
  find(bucket: string, key: string, versionId?: string): StoredObject | undefined {
    const versions = this.#bucket(bucket).objects.get(key) ?? [];
    if (versionId === undefined) return versions.at(-1);
    return versions.find((version) => version.versionId === versionId);
  }

  /** Every version of every key, by key in byte order, newest version first. */
  versions(bucket: string): readonly StoredObject[] {
    const { objects } = this.#bucket(bucket);
    const keys = [...objects.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return keys.flatMap((key) => [...(objects.get(key) ?? [])].reverse());
  }

  /** Adds a delete marker where versions are kept, else removes the object. */
  delete(bucket: string, key: string): StoredObject | undefined {
    const { versioning, objects } = this.#bucket(bucket);
    if (versioning !== undefined) {
      const marker = { key, bytes: Buffer.alloc(0), etag: '', isDeleteMarker: true };
      return this.#add(bucket, { ...marker, attributes: {} });
    }
    objects.delete(key);
    return undefined;
  }

  /** Removes one version for good; a locked one is refused (AccessDenied). */
  deleteVersion(bucket: string, key: string, versionId: string): void {
    const { objects } = this.#bucket(bucket);
    const lock = this.find(bucket, key, versionId)?.attributes.lock;
    const isRetained = (lock?.retainUntil ?? 0) > this.clock.now();
    if (isRetained || lock?.legalHold === 'ON') {
      throw new AwsError(
        'AccessDenied',
        'Access Denied because object protected by object lock.',
        403,
      );
    }
    const kept = (objects.get(key) ?? []).filter((version) => version.versionId !== versionId);
    if (kept.length > 0) objects.set(key, kept);
    else objects.delete(key);
  }

  #add(bucket: string, object: Omit<StoredObject, 'versionId' | 'modifiedAt'>): StoredObject {
    const { versioning, objects } = this.#bucket(bucket);
    const versionId = versioning === 'Enabled' ? randomBytes(24).toString('base64url') : 'null';
    const added = { ...object, versionId, modifiedAt: this.clock.now() };
    const others = (objects.get(object.key) ?? []).filter((old) => old.versionId !== versionId);
    objects.set(object.key, [...others, added]);
    return added;
  }

  #bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket !== undefined) return bucket;
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  }
}
