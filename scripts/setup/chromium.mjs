import { existsSync, readFileSync } from 'node:fs';
import { onPath } from './locate.mjs';
import { run } from './run.mjs';
import { tools } from './versions.mjs';

/** A Chromium on PATH; installed by apt only as root on Debian and only where SLIPWAY_SETUP_APT=1 allows it. */
export async function findChromium() {
  const there = chromium();
  if (there) return there;
  const refusal = aptRefusal();
  if (refusal) throw new Error(`no Chromium on PATH, and none installed by apt: ${refusal}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { doing: 'reading the package lists of Debian', env });
  const install = ['install', '-q', '-y', '--no-install-recommends', 'chromium'];
  await run('apt-get', install, { doing: 'installing Chromium by apt', env });
  const installed = chromium();
  if (installed) return installed;
  throw new Error('apt installed chromium, but it is not on PATH');
}

function chromium() {
  return tools.chromium.names.flatMap((name) => onPath(name))[0];
}

function aptRefusal() {
  if (process.env.SLIPWAY_SETUP_APT !== '1') return 'SLIPWAY_SETUP_APT=1 is not set';
  if (process.getuid?.() !== 0) return 'not root';
  const release = '/etc/os-release';
  const debian = existsSync(release) && /^ID=debian$/m.test(readFileSync(release, 'utf8'));
  return debian ? undefined : 'not Debian';
}
