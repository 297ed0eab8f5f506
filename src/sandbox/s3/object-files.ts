import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { firstAccount } from '../account/account-id';
import { defaultRegion } from './bucket-region';
import type { Bucket, BucketAccess, StoredObject, Versioning } from './object-store';

/** What a version is beside its bytes, as its `.json` file has it. */
interface Described extends Omit<StoredObject, 'bytes'> {
  /** Counts the versions of a directory: two of one millisecond have an order too. */
  readonly sequence: number;
}

interface DescribedBucket extends Pick<BucketAccess, 'policy'> {
  readonly name: string;
  readonly createdAt: number;
  /** Directories of older sandboxes don't say. */
  readonly region?: string;
  readonly owner?: string;
  readonly versioning?: Versioning;
}

const bucketFile = '@bucket.json';

/** Longer names than this could be over what file systems take. */
const longestName = 120;

/**
 * The objects of a store in a directory: `BUCKET/KEY/@VERSION` has the bytes, `@VERSION.json` all
 * else. A version is there when its `.json` is, so a killed sandbox leaves whole objects only.
 */
export class ObjectFiles {
  readonly #files = new WeakMap<StoredObject, string>();
  #sequence = 0;

  constructor(private readonly directory: string) {
    mkdirSync(directory, { recursive: true });
  }

  /** Every bucket of the directory with its versions, oldest first. */
  load(): readonly Bucket[] {
    const names = readdirSync(this.directory).filter((name) =>
      existsSync(join(this.directory, name, bucketFile)),
    );
    return names.map((name) => this.#loadBucket(name));
  }

  saveBucket({ name, createdAt, region, versioning, owner, policy }: DescribedBucket): void {
    const folder = join(this.directory, name);
    mkdirSync(folder, { recursive: true });
    replace(
      join(folder, bucketFile),
      JSON.stringify({ name, createdAt, region, versioning, owner, policy }),
    );
  }

  removeBucket(name: string): void {
    rmSync(join(this.directory, name), { recursive: true });
  }

  /** Gives the version as it is kept: its bytes stay on disk. */
  save(bucket: string, { bytes, ...rest }: StoredObject): StoredObject {
    this.#sequence += 1;
    const described = { ...rest, sequence: this.#sequence };
    const folder = join(this.directory, bucket, ...pathOf(rest.key));
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `@${this.#sequence}`);
    replace(file, bytes);
    replace(`${file}.json`, JSON.stringify(described));
    return this.#kept(described, file);
  }

  remove(object: StoredObject): void {
    const file = this.#files.get(object);
    if (file === undefined) return;
    rmSync(`${file}.json`);
    rmSync(file);
  }

  #loadBucket(name: string): Bucket {
    const folder = join(this.directory, name);
    const described = read(join(folder, bucketFile)) as DescribedBucket;
    const { createdAt, region = defaultRegion, versioning, policy } = described;
    const { owner = firstAccount } = described;
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /(^|[/\\])@[^/\\]*\.json$/.test(path) && path !== bucketFile)
      .map((path) => join(folder, path))
      .map((path) => ({ path, described: read(path) as Described }))
      .sort((one, other) => one.described.sequence - other.described.sequence);
    const objects = new Map<string, StoredObject[]>();
    for (const { path, described } of found) {
      this.#sequence = Math.max(this.#sequence, described.sequence);
      const object = this.#kept(described, path.replace(/\.json$/, ''));
      const older = objects.get(object.key) ?? [];
      // A sandbox that was killed between a new object and the end of the one it replaces left both.
      const replaced = older.find(({ versionId }) => versionId === object.versionId);
      if (replaced !== undefined) this.remove(replaced);
      objects.set(object.key, [...older.filter((version) => version !== replaced), object]);
    }
    return { name, createdAt, region, versioning, owner, policy, objects };
  }

  #kept({ sequence: _, ...described }: Described, file: string): StoredObject {
    const object = {
      ...described,
      get bytes() {
        return readFileSync(file);
      },
    };
    this.#files.set(object, file);
    return object;
  }
}

function read(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `${path} of --s3 cannot be read: ${reason}. Remove it, or use another directory.`,
    );
  }
}

/** A key as folders; each part is written so that no file system takes it for something else. */
function pathOf(key: string): readonly string[] {
  return key.split('/').map((part) => {
    const name = encodeURIComponent(part).replaceAll('*', '%2A');
    if (part === '') return '%';
    if (part === '.' || part === '..') return name.replaceAll('.', '%2E');
    if (name.length <= longestName) return name;
    const digest = createHash('sha256').update(part).digest('hex').slice(0, 32);
    return `${name.slice(0, longestName - 33)}%${digest}`;
  });
}

/** Whole or not at all. */
function replace(path: string, content: string | Buffer): void {
  const written = `${path}.new`;
  writeFileSync(written, content);
  renameSync(written, path);
}
