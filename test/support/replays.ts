import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { entry } from '../../src/local/entry';
import type { Dossier } from '../../src/release/dossier';
import type { WatchedRelease } from './story';

/** An evidence file of the judge, and what the command line said of it. */
export interface Replay {
  readonly file: string;
  readonly out: string;
  readonly err: string;
}

/** Judges every verdict of a release again from its evidence file, as a person would; rejects where one parts. */
export async function replaysOf({ handle }: WatchedRelease): Promise<readonly Replay[]> {
  const { records } = await handle.query<Dossier>('dossier');
  const files = records.flatMap(({ checks, evidence }) =>
    checks && checks.length > 0 && evidence ? [fileURLToPath(evidence.uri)] : [],
  );
  const replays: Replay[] = [];
  for (const file of files) {
    const argv = [entry('cli/main.js'), 'judge', 'replay', file];
    // CI counts as a terminal with colours.
    const env = { ...process.env, NO_COLOR: '1' };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, argv, { env });
    replays.push({ file, out: stdout, err: stderr });
  }
  return replays;
}
