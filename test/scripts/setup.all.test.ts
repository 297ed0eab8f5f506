import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { tool } from '../support/tools';
import { repository } from './support/compose';
import { emptyFolder } from './support/module';

/** Set-up on a fresh clone with an empty cache; only the Temporal server, minutes of compiling, is brought along. */
describe('set-up of a fresh clone', () => {
  const folder = emptyFolder();
  const clone = path.join(folder, 'clone');
  const cache = path.join(folder, 'cache', 'slipway');
  const setUp = (): string =>
    execFileSync(process.execPath, ['scripts/setup.mjs', '--tests'], {
      cwd: clone,
      encoding: 'utf8',
      env: {
        ...process.env,
        XDG_CACHE_HOME: path.dirname(cache),
        TEMPORAL_CLI_PATH: tool('temporal'),
      },
    });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('installs, compiles, bundles and fetches the tools', () => {
    execFileSync('git', ['clone', '--quiet', repository, clone]);

    const said = setUp();

    expect(said).toMatch(/✔ packages +\d+ installed/);
    expect(said).toMatch(/✔ build +compiled, workflows bundled/);
    expect(said).toMatch(/✔ Temporal dev server/);
    expect(said).toMatch(/✔ Java time-skipping server/);
    expect(said).toMatch(/✔ Python with boto3/);
    expect(existsSync(path.join(clone, 'dist', 'workflows.bundle.js'))).toBe(true);
    expect(readdirSync(cache).sort()).toEqual(['python', 'test-server']);
  });

  it('does nothing the second time', () => {
    const said = setUp();

    expect(said).toMatch(/✔ packages +\d+ in node_modules/);
    expect(said).toMatch(/✔ build +up to date/);
    expect(said).not.toContain('…');
  });

  it('leaves a clean work tree', () => {
    const status = execFileSync('git', ['status', '--porcelain'], { cwd: clone, encoding: 'utf8' });

    expect(status).toBe('');
  });
});
