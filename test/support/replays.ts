import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { entry } from '../../src/local/entry';
import type { Dossier } from '../../src/release/dossier';
import type { WatchedRelease } from './story';

/** Judges every verdict of a release again from its evidence file, and gives what was said of each; rejects where one parts. */
export async function replaysOf({ handle }: WatchedRelease): Promise<readonly string[]> {
  const { records } = await handle.query<Dossier>('dossier');
  const files = records.flatMap(({ checks, evidence }) =>
    checks && checks.length > 0 && evidence ? [fileURLToPath(evidence.uri)] : [],
  );
  const said: string[] = [];
  for (const file of files) {
    const argv = [entry('cli/main.js'), 'judge', 'replay', file];
    // CI counts as a terminal with colours.
    const env = { ...process.env, NO_COLOR: '1' };
    said.push((await promisify(execFile)(process.execPath, argv, { env })).stdout);
  }
  return said;
}
