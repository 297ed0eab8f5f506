import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './setup/versions.mjs';

// npm leaves optional packages out of the lockfile that the registry in use does not serve (builds for other platforms,
// on a partial mirror), and `npm ci` then refuses that lockfile everywhere. Puts them back, without their checksum.
const file = path.join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const platform =
  /-(?<os>darwin|linux|win32|android|freebsd|openharmony)-(?<cpu>arm64|arm|x64|ia32|ppc64|s390x|riscv64|loong64)(-(?<abi>\w+))?$/;

const added = [];
for (const [place, owner] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const found = platform.exec(name)?.groups;
    if (!found || isLocked(place, name)) continue;
    lock.packages[`node_modules/${name}`] = entry(version, found, owner);
    added.push(name);
  }
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
);
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
console.log(`${added.length} optional packages added to package-lock.json`);

function entry(version, { os, cpu, abi }, { dev, license }) {
  const libc = os === 'linux' ? { gnu: 'glibc', musl: 'musl' }[abi] : undefined;
  return {
    version,
    cpu: [cpu],
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    ...(license && { license }),
    optional: true,
    os: [os],
  };
}

/** Whether Node's look-up from `place` upwards would find the package. */
function isLocked(place, name) {
  for (let from = place; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${from ? `${from}/` : ''}node_modules/${name}`]) return true;
    if (from === '') return false;
  }
}
