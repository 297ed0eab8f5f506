import type { Dossier } from '../../src/release/dossier';
import { slipway } from '../cli/support/command-line';
import type { WatchedRelease } from './story';

/** Judges every verdict of a release again from its evidence file; what the command line said of each, by its exit code. */
export async function replaysOf({ handle }: WatchedRelease): Promise<readonly string[]> {
  const { records } = await handle.query<Dossier>('dossier');
  const files = records.flatMap(({ checks, evidence }) =>
    checks && checks.length > 0 && evidence ? [evidence.uri] : [],
  );
  const ran = await Promise.all(files.map((uri) => slipway(['judge', 'replay', uri])));
  return ran.map(({ exit, out, err }) => `${exit} ${out}${err}`);
}
