import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, isStamped, putStamp } from './fingerprint.mjs';
import { run } from './run.mjs';
import { root } from './versions.mjs';

const dist = path.join(root, 'dist');

/** Compiles src to dist and bundles the workflows, each only when its input changed. */
export async function buildDist() {
  const made = [];
  if (await compile()) made.push('compiled');
  if (await bundle()) made.push('workflows bundled');
  return made.length > 0 ? made.join(', ') : 'up to date';
}

async function compile() {
  const inputs = ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
  return await unlessStamped('compile', fingerprint(root, inputs), 'cli/main.js', async () => {
    // What the compiler remembers to have written it does not write again, even if it is gone.
    if (!existsSync(path.join(dist, 'cli', 'main.js')))
      rmSync(path.join(dist, '.tsbuildinfo'), { force: true });
    const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    await run(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
      doing: 'compiling',
      cwd: root,
    });
  });
}

/** Workflow code imports these rooms only, and the lockfile decides the SDK that bundles it. */
async function bundle() {
  const inputs = ['dist/workflows', 'dist/release', 'dist/judge', 'package-lock.json'];
  return await unlessStamped(
    'bundle',
    fingerprint(root, inputs),
    'workflows.bundle.js',
    async () => {
      const script = path.join(root, 'scripts', 'bundle-workflows.mjs');
      await run(process.execPath, [script], { doing: 'bundling the workflows', cwd: root });
    },
  );
}

async function unlessStamped(name, print, product, work) {
  const stamp = path.join(dist, `.${name}-stamp`);
  if (isStamped(stamp, print) && existsSync(path.join(dist, product))) return false;
  rmSync(stamp, { force: true });
  await work();
  putStamp(stamp, print);
  return true;
}
