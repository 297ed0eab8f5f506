import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

// Outside truth is asked once and recorded: asked by each mutant, Python would take most of the time.
const records = path.resolve('.slipway/mutation/truth');
rmSync(records, { recursive: true, force: true });
mkdirSync(records, { recursive: true });

const { resolve } = createRequire(import.meta.url);
const stryker = path.join(path.dirname(resolve('@stryker-mutator/core/package.json')), 'bin');
const run = (script, ...args) => {
  const env = { ...process.env, SLIPWAY_TRUTH_RECORDS: records };
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
};
run(resolve('jest/bin/jest'), 'test/judge/statistics');
run(path.join(stryker, 'stryker.js'), 'run', ...process.argv.slice(2));
