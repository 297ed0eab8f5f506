import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * What an activity has worked out so far, for its next attempt: no evidence. It is replaced as a whole, and may be
 * lost at any time, then the work is done again.
 */
export interface Scratch {
  read(key: string): Promise<string | undefined>;
  write(key: string, text: string): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Keeps it as files below a directory, for this user's eyes only: it may hold parts of answers. */
export function fileScratch(directory: string): Scratch {
  const fileOf = (key: string): string => {
    const file = path.resolve(directory, key);
    if (file.startsWith(path.resolve(directory) + path.sep)) return file;
    throw new RangeError(`key ${key} leaves the directory`);
  };
  return {
    async read(key) {
      try {
        return await readFile(fileOf(key), 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async write(key, text) {
      const file = fileOf(key);
      // What it stands in is not ours alone, and is made as any directory.
      await mkdir(path.dirname(path.resolve(directory)), { recursive: true });
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      const draft = `${file}.${randomUUID()}.draft`;
      try {
        await writeFile(draft, text, { flag: 'wx', mode: 0o600 });
        await rename(draft, file);
      } catch (error) {
        // On a full disk drafts would only add up.
        await rm(draft, { force: true });
        throw error;
      }
    },
    remove: (key) => rm(fileOf(key), { force: true }),
  };
}
