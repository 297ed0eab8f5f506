import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../docs/support/pages';

const contract = (...words: readonly string[]) =>
  promisify(execFile)(process.execPath, ['scripts/contract.mjs', ...words], {
    cwd: root,
    timeout: 100_000,
  });

test('without words it says what it needs, what it asks and what that costs, and asks nothing', async () => {
  const { stdout } = await contract();

  const folder = path.join(root, 'test/contract');
  const asked = readdirSync(folder)
    .filter((name) => name.endsWith('.contract.ts'))
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').match(/\/\/ asks: /g) ?? []);
  const told = stdout.split('\n').filter((line) => /^ {2}\w+: .* Costs /.test(line));
  expect(told).toHaveLength(asked.length);
  expect(told.length).toBeGreaterThan(10);
  expect(told.join('\n')).not.toContain('//');
  expect(stdout).toMatch(/CONTRACT_IMAGE .*[^]*\d\.\d\d USD/);
});

test('the suites that it is given run against a sandbox', async () => {
  const { stderr } = await contract('--sandbox', 'cloudwatch');

  expect(stderr).toMatch(/Test Suites: 1 passed, 1 total/);
}, 120_000);
