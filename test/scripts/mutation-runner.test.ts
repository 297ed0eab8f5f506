import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from './support/compose';
import { emptyFolder } from './support/module';

/** What becomes of a mutant that no test notices, with a suite that begins with these lines. */
function mutantRun(folder: string, ...firstLines: readonly string[]): Promise<unknown> {
  const runner = path.join(repository, 'test', 'mutation', 'runner.mjs');
  writeFileSync(path.join(folder, 'test/judge/one.test.ts'), [...firstLines, suite].join('\n'));
  const script = `
    import { strykerPlugins } from ${JSON.stringify(pathToFileURL(runner).href)};
    const runner = new strykerPlugins[0].injectableClass();
    runner.init();
    await runner.dryRun();
    globalThis.brokenMeanwhile = true;
    const activeMutant = { id: '7', fileName: '/src/judge/one.ts' };
    console.log(JSON.stringify(await runner.mutantRun({ activeMutant, reloadEnvironment: true })));
    process.exit();
  `;
  const args = ['--input-type=module', '--eval', script];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr)) : resolve(JSON.parse(stdout)),
    );
  });
}

const suite = `test('holds', () => undefined);`;
const whileMutated = `if (globalThis.__stryker__.activeMutant) throw new Error('of the mutant');`;
const fromThenOn = `if (globalThis.brokenMeanwhile) throw new Error('of the suites');`;

describe('a mutant that no test notices', () => {
  let folder: string;

  beforeEach(() => {
    folder = emptyFolder();
    mkdirSync(path.join(folder, 'test/judge'), { recursive: true });
    const config = JSON.stringify(path.join(repository, 'jest.config.cjs'));
    writeFileSync(path.join(folder, 'jest.config.cjs'), `module.exports = require(${config});`);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('lives', async () => {
    expect(await mutantRun(folder)).toMatchObject({ status: 'survived' });
  });

  test('is killed where the suites do not load with it', async () => {
    expect(await mutantRun(folder, whileMutated)).toMatchObject({
      status: 'killed',
      failureMessage: 'Error: of the mutant',
    });
  });

  test('is not killed by suites that do not load without it either', async () => {
    expect(await mutantRun(folder, fromThenOn)).toEqual({
      status: 'error',
      errorMessage: 'Error: of the suites',
    });
  });
});
