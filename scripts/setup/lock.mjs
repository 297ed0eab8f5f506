import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cacheRoot } from './cache.mjs';

/** No set-up takes as long; older locks of other machines on a shared home are stale too. */
const oldestLockMs = 60 * 60_000;

/** Runs `work` while no other set-up of this cache does; a lock whose process is gone is taken over. */
export async function withLock(work, file = path.join(cacheRoot, 'setup.lock')) {
  mkdirSync(path.dirname(file), { recursive: true });
  const own = JSON.stringify({ pid: process.pid, host: os.hostname() });
  let told = false;
  while (!take(file, own)) {
    const holder = read(file);
    if (holder === undefined) continue;
    if (isStale(file, holder)) {
      discard(file, holder);
      continue;
    }
    if (!told) console.log(`another set-up is running (${holder}); waiting for it`);
    told = true;
    await wait(500);
  }
  const release = () => {
    if (read(file) === own) rmSync(file, { force: true });
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.off('exit', release);
  }
}

/** A link appears with its content at once, so that nobody reads an empty lock. */
function take(file, own) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, own);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  }
}

function isStale(file, holder) {
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > oldestLockMs) return true;
  try {
    const { pid, host } = JSON.parse(holder);
    if (host !== os.hostname()) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH' || error instanceof SyntaxError;
  }
}

/** Of two that saw the same stale lock one may come late: if it moved a fresh lock away, it puts that back. */
function discard(file, holder) {
  const moved = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, moved);
    if (readFileSync(moved, 'utf8') !== holder) linkSync(moved, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(moved, { force: true });
  }
}
