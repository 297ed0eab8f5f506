import { createHash, randomBytes } from 'node:crypto';
import { firstAccount } from '../account/account-id';
import { AwsError } from '../wire/operation';
import { defaultRegion } from './bucket-region';
import type { ObjectFiles } from './object-files';

export interface StoredObject {
  readonly key: string;
  /** Read from its file each time where the store is a directory. */
  readonly bytes: Buffer;
  readonly size: number;
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

/** Whose a bucket is and what its policy says. */
export interface BucketAccess {
  readonly owner: string;
  policy?: string | undefined;
}

export interface Bucket extends BucketAccess {
  readonly name: string;
  readonly createdAt: number;
  readonly region: string;
  versioning: Versioning;
  /** Versions of each key, oldest first. */
  readonly objects: Map<string, StoredObject[]>;
}

/**
 * Buckets, objects and their versions, in memory or, with `files`, in a directory, which a later
 * sandbox finds as this one left it. All errors are AwsErrors with S3's codes.
 */
export class ObjectStore {
  readonly #buckets: Map<string, Bucket>;

  constructor(
    private readonly clock: { now(): number } = Date,
    private readonly files?: ObjectFiles,
  ) {
    const found = files?.load() ?? [];
    this.#buckets = new Map(found.map((bucket) => [bucket.name, bucket]));
  }

  /** Whether what is written outlives the sandbox, and needs no memory. */
  get isOnDisk(): boolean {
    return this.files !== undefined;
  }

  hasBucket(name: string): boolean {
    return this.#buckets.has(name);
  }

  /** Makes it the first account's where nobody is named. */
  createBucket(
    name: string,
    versioning?: Versioning,
    {
      region = defaultRegion,
      owner = firstAccount,
    }: Partial<Pick<Bucket, 'region' | 'owner'>> = {},
  ): void {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
      throw new AwsError('InvalidBucketName', `The specified bucket is not valid: ${name}.`);
    }
    const existing = this.#buckets.get(name);
    if (existing !== undefined && existing.owner !== owner) {
      const message =
        'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.';
      throw new AwsError('BucketAlreadyExists', message, 409);
    }
    if (existing !== undefined) {
      const message = 'Your previous request to create the named bucket succeeded and you own it.';
      throw new AwsError('BucketAlreadyOwnedByYou', message, 409);
    }
    const createdAt = this.clock.now();
    const objects = new Map<string, StoredObject[]>();
    const bucket = { name, createdAt, region, versioning, owner, objects };
    this.files?.saveBucket(bucket);
    this.#buckets.set(name, bucket);
  }

  /** Throws BucketNotEmpty while a version or delete marker is left. */
  deleteBucket(name: string): void {
    if (this.#bucket(name).objects.size > 0) {
      throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
    }
    this.files?.removeBucket(name);
    this.#buckets.delete(name);
  }

  /** Those of one account. */
  buckets(account: string): readonly { readonly name: string; readonly createdAt: number }[] {
    return [...this.#buckets.values()].filter(({ owner }) => owner === account);
  }

  access(bucket: string): BucketAccess {
    return this.#bucket(bucket);
  }

  setPolicy(bucket: string, policy: string | undefined): void {
    const changed = this.#bucket(bucket);
    changed.policy = policy;
    this.files?.saveBucket(changed);
  }

  versioning(bucket: string): Versioning {
    return this.#bucket(bucket).versioning;
  }

  region(bucket: string): string {
    return this.#bucket(bucket).region;
  }

  setVersioning(bucket: string, versioning: 'Enabled' | 'Suspended'): void {
    const changed = this.#bucket(bucket);
    changed.versioning = versioning;
    this.files?.saveBucket(changed);
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
      size: bytes.length,
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
    owner = firstAccount,
  ): { readonly etag: string; readonly versionId: string; readonly sha256: string } {
    if (!this.#buckets.has(bucket)) this.createBucket(bucket, 'Enabled', { owner });
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
      const marker = { key, bytes: Buffer.alloc(0), size: 0, etag: '', isDeleteMarker: true };
      return this.#add(bucket, { ...marker, attributes: {} });
    }
    for (const version of objects.get(key) ?? []) this.files?.remove(version);
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
    const removed = this.find(bucket, key, versionId);
    if (removed !== undefined) this.files?.remove(removed);
    if (kept.length > 0) objects.set(key, kept);
    else objects.delete(key);
  }

  #add(bucket: string, object: Omit<StoredObject, 'versionId' | 'modifiedAt'>): StoredObject {
    const { versioning, objects } = this.#bucket(bucket);
    const versionId = versioning === 'Enabled' ? randomBytes(24).toString('base64url') : 'null';
    const versions = objects.get(object.key) ?? [];
    const replaced = versions.find((old) => old.versionId === versionId);
    const added = this.#save(bucket, { ...object, versionId, modifiedAt: this.clock.now() });
    if (replaced !== undefined) this.files?.remove(replaced);
    objects.set(object.key, [...versions.filter((old) => old !== replaced), added]);
    return added;
  }

  #save(bucket: string, object: StoredObject): StoredObject {
    return this.files === undefined ? object : this.files.save(bucket, object);
  }

  #bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket !== undefined) return bucket;
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  }
}
