// Sets up all that `npm run demo` and `npm test` need, and says what it is doing. Node's own modules only: it runs
// before any package is there. `--tests` adds the tools that some suites need; a missing one of those is no failure.
import { buildDist } from './setup/build.mjs';
import { clearLeftovers } from './setup/cache.mjs';
import { findChromium } from './setup/chromium.mjs';
import { withLock } from './setup/lock.mjs';
import { requireNode } from './setup/node-version.mjs';
import { installPackages } from './setup/packages.mjs';
import { pythonWithBoto } from './setup/python.mjs';
import { printTable } from './setup/table.mjs';
import { temporalServer } from './setup/temporal-server.mjs';
import { testServer } from './setup/test-server.mjs';

const needed = [
  ['Node', requireNode],
  ['packages', installPackages],
  ['build', buildDist],
  ['Temporal dev server', temporalServer],
];
const forTests = [
  ['Java time-skipping server', testServer],
  ['Python with boto3 and SciPy', pythonWithBoto],
  ['Chromium', findChromium],
];

/** Runs the steps in order; each resolves with one line of what is there, or throws with why it is not. */
async function setUp() {
  clearLeftovers();
  const rows = [];
  for (const [name, step] of needed) rows.push({ name, found: await step() });
  if (process.argv.includes('--tests'))
    for (const [name, step] of forTests) rows.push(await optional(name, step));
  return rows;
}

async function optional(name, step) {
  try {
    return { name, found: await step() };
  } catch (error) {
    const [why, ...details] = error.message.split('\n');
    if (details.length > 0) console.log(error.message);
    return { name, missing: `${why}: suites that need it are skipped` };
  }
}

try {
  printTable(await withLock(setUp));
} catch (error) {
  console.error(`set-up failed: ${error.message}`);
  process.exitCode = 1;
}
