import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import tools from './tools.json';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Path of a Temporal CLI that can run the dev server: `TEMPORAL_CLI_PATH`, `temporal` on PATH if its server is recent
 * enough, or the one that set-up left in the cache; undefined if there is none. Throws when TEMPORAL_CLI_PATH names no
 * executable, because it was chosen on purpose.
 */
export function findTemporalServer(env: Environment = process.env): string | undefined {
  const chosen = env.TEMPORAL_CLI_PATH;
  if (chosen) {
    if (isExecutable(chosen)) return path.resolve(chosen);
    throw new Error(
      `TEMPORAL_CLI_PATH=${chosen} is not an executable file. Point it to the temporal binary, or unset it and run npm run setup`,
    );
  }
  return onPath('temporal', env).find(isRecent) ?? cached(tools.temporal.path, env);
}

/** An executable that set-up made, by its path below the cache; undefined if it is not there. */
export function cached(relative: string, env: Environment = process.env): string | undefined {
  const root = env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  const file = path.join(root, tools.cache, relative);
  return isExecutable(file) ? file : undefined;
}

/** Every executable of that name on PATH, in its order. */
export function onPath(name: string, env: Environment = process.env): readonly string[] {
  return (env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, name))
    .filter(isExecutable);
}

/** The CLI's own version is blank in source builds; the version of the server inside is always printed. */
function isRecent(file: string): boolean {
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  const found = /Server (\d+)\.(\d+)/.exec(stdout ?? '');
  if (!found) return false;
  const [major = 0, minor = 0] = tools.temporal.oldestServer.split('.').map(Number);
  const [, foundMajor, foundMinor] = found.map(Number);
  if (foundMajor === undefined || foundMinor === undefined) return false;
  return foundMajor > major || (foundMajor === major && foundMinor >= minor);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
