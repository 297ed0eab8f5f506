import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { CliFailure, isError, notFound } from '../failure';
import type { Terminal } from '../terminal';
import { placeOf, readJson, withAnswers, type EvidenceFile, type ReadFile } from './evidence-files';

/** What a directory holds of the judge. */
export interface EvidenceDirectory {
  /** In the order it was written within a release; a comparison of answers is part of the verdict that names it. */
  readonly found: readonly EvidenceFile[];
  /** Releases with a verdict whose comparison of answers is missing or another one: of them nothing can be said. */
  readonly broken: readonly { readonly release: string; readonly why: string }[];
  /** JSON files that are no evidence of the judge. */
  readonly others: number;
}

/** All evidence of the judge in a directory and those below, without what has a name that begins with a dot. */
export async function evidenceBelow(terminal: Terminal, name: string): Promise<EvidenceDirectory> {
  const files = new Map<string, ReadFile>();
  for (const file of await filesBelow(placeOf(terminal, name), name)) {
    const read = await readJson(file, file);
    // A worker may have removed it since it was listed.
    if (read) files.set(file, read);
  }
  return joined(files);
}

/** Verdicts with the comparisons of answers that they name; a comparison that none names stands alone. */
function joined(files: ReadonlyMap<string, ReadFile>): EvidenceDirectory {
  const all = [...files.values()].map(({ evidence }) => evidence);
  const evidence = all.filter((one) => typeof one !== 'string');
  const named = new Set(evidence.flatMap(({ answers }) => answers?.file ?? []));
  const found: EvidenceFile[] = [];
  const broken: { release: string; why: string }[] = [];
  for (const one of evidence) {
    if (named.has(one.file)) continue;
    const whole = withAnswers(one, one.answers && files.get(one.answers.file));
    if (whole instanceof CliFailure) broken.push({ release: one.release, why: whole.message });
    else found.push(whole);
  }
  const left = new Set(broken.map(({ release }) => release));
  return {
    found: found.filter(({ release }) => !left.has(release)),
    broken,
    others: all.length - evidence.length,
  };
}

/** JSON files by their paths; a directory that goes away meanwhile has none. */
async function filesBelow(root: string, name: string): Promise<readonly string[]> {
  const files: string[] = [];
  const folders = [root];
  for (const folder of folders) {
    for (const entry of await entriesOf(folder, folder === root ? name : undefined)) {
      // Work that a worker has not finished, which may be for its eyes alone.
      if (entry.name.startsWith('.')) continue;
      const place = path.join(folder, entry.name);
      if (entry.isDirectory()) folders.push(place);
      if (entry.isFile() && entry.name.endsWith('.json')) files.push(place);
    }
  }
  return files.sort();
}

/** Only the directory that a person named has to be there. */
async function entriesOf(folder: string, named?: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (named === undefined && isError(error) && error.code === 'ENOENT') return [];
    const why = isError(error) ? error.message : String(error);
    throw notFound(`${named ?? folder} can't be read: ${why}`);
  }
}
