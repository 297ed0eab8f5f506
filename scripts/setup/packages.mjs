import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';
import { root } from './versions.mjs';

/** Installs the packages of the lockfile unless node_modules already holds exactly them. */
export async function installPackages() {
  if (isInstalled()) return `${installed().length} in node_modules`;
  const [command, ...args] = npm('ci', '--no-fund', '--no-audit');
  await run(command, args, { doing: 'installing packages (npm ci)', cwd: root });
  return `${installed().length} installed`;
}

function isInstalled() {
  const there = new Map(installed());
  return (
    there.size > 0 &&
    packagesOf('package-lock.json').every(([place, { version, optional }]) => {
      const found = there.get(place);
      return found ? found.version === version : optional === true;
    })
  );
}

/** npm's own record of what it installed is written last, so that a stopped installation has none. */
function installed() {
  return packagesOf('node_modules/.package-lock.json');
}

function packagesOf(file) {
  const full = path.join(root, file);
  if (!existsSync(full)) return [];
  const { packages } = JSON.parse(readFileSync(full, 'utf8'));
  return Object.entries(packages).filter(([place]) => place !== '');
}

/** The npm that started us, if one did. */
function npm(...args) {
  const own = process.env.npm_execpath;
  return own && /npm-cli\.c?js$/.test(own) ? [process.execPath, own, ...args] : ['npm', ...args];
}
