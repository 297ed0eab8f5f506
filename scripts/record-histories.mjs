import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

// Histories are committed and never changed: without --replace only missing ones are recorded.
const known = ['--replace'];
const unknown = process.argv.slice(2).filter((option) => !known.includes(option));
if (unknown.length > 0) {
  console.error(`unknown option ${unknown.join(' ')}. Use: npm run histories [-- --replace]`);
  process.exit(2);
}
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const { status } = spawnSync(
  process.execPath,
  [jest, '--config', 'jest.config.histories.cjs', '--runInBand'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      SLIPWAY_REPLACE_HISTORIES: process.argv.includes('--replace') ? 'yes' : 'no',
    },
  },
);
process.exitCode = status ?? 1;
