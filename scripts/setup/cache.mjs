import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isExecutable } from './locate.mjs';
import { tools } from './versions.mjs';

const draft = 'making-';

/** Where set-up keeps what it makes: `$XDG_CACHE_HOME/slipway`, else `~/.cache/slipway`. */
export const cacheRoot = path.join(
  process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
  tools.cache,
);

/** The executable at `relative`, or undefined. */
export function inCache(relative) {
  const file = path.join(cacheRoot, relative);
  return isExecutable(file) ? file : undefined;
}

/**
 * Lets `make` fill an empty folder, then moves that folder to where `relative` belongs: what stands in the cache is
 * whole, whenever set-up was stopped. Resolves with the executable's path.
 */
export async function publish(relative, make) {
  mkdirSync(cacheRoot, { recursive: true });
  const folder = mkdtempSync(path.join(cacheRoot, draft));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    await make(folder);
    const made = path.join(folder, path.relative(topFolder(relative), relative));
    if (!isExecutable(made)) throw new Error(`nothing executable came out at ${made}`);
    const target = path.join(cacheRoot, topFolder(relative));
    mkdirSync(path.dirname(target), { recursive: true });
    rmSync(target, { recursive: true, force: true });
    renameSync(folder, target);
    return path.join(cacheRoot, relative);
  } finally {
    remove();
    process.off('exit', remove);
  }
}

/** Removes what a killed set-up left half-made; the caller holds the lock. */
export function clearLeftovers() {
  if (!existsSync(cacheRoot)) return;
  for (const name of readdirSync(cacheRoot))
    if (name.startsWith(draft))
      rmSync(path.join(cacheRoot, name), { recursive: true, force: true });
}

/** `temporal/1.8.2/temporal` → `temporal/1.8.2`: one tool at one version is moved as one. */
function topFolder(relative) {
  return relative.split('/').slice(0, 2).join('/');
}
