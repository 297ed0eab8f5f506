import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { activityInfo, ApplicationFailure } from '@temporalio/activity';
import { canonical } from '../release/canonical';
import type { EvidenceReference } from '../release/evidence';

/** Where immutable records go; `put` is write-once: other bytes under the same key are refused. */
export interface EvidenceStore {
  put(key: string, bytes: Buffer): Promise<EvidenceReference>;
}

/** Whose record it is and what it says; the activity's id and attempt make the key unique. */
export interface EvidenceAddress {
  readonly prefix: string;
  readonly what: string;
}

/** Keeps evidence as files below a directory. */
export function fileStore(directory: string): EvidenceStore {
  const root = path.resolve(directory);
  return {
    async put(key, bytes) {
      const file = path.resolve(root, key);
      if (!file.startsWith(root + path.sep))
        throw new RangeError(`evidence key ${key} leaves the store`);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await mkdir(path.dirname(file), { recursive: true });
      const draft = `${file}.${randomUUID()}.draft`;
      await writeFile(draft, bytes, { flag: 'wx' });
      try {
        // A link appears whole or not at all, and never replaces a file.
        await link(draft, file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        if (!bytes.equals(await readFile(file)))
          throw ApplicationFailure.create({
            type: 'EvidenceConflict',
            nonRetryable: true,
            message: `evidence ${key} exists with other bytes; records are never rewritten`,
          });
      } finally {
        await unlink(draft);
      }
      return { uri: pathToFileURL(file).href, sha256 };
    },
  };
}

/** Writes the record of the running activity attempt. */
export async function keep(
  store: EvidenceStore,
  address: EvidenceAddress,
  record: unknown,
): Promise<EvidenceReference> {
  const { activityId, attempt } = activityInfo();
  const name = address.what
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  const key = `${address.prefix}/${activityId.padStart(4, '0')}-${attempt}-${name}.json`;
  return await store.put(key, Buffer.from(`${canonical(record)}\n`));
}
