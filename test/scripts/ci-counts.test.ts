import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repository } from './support/compose';
import { emptyFolder } from './support/module';

interface Run {
  readonly code: number;
  readonly lines: readonly string[];
}

function node(cwd: string, ...args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd }, (error, stdout) =>
      resolve({ code: error ? Number(error.code) : 0, lines: stdout.trimEnd().split('\n') }),
    );
  });
}

const counts = path.join(repository, 'scripts', 'ci-counts.mjs');

describe('the counts of CI', () => {
  let folder: string;

  beforeEach(() => {
    folder = emptyFolder();
    writeFileSync(path.join(folder, 'package.json'), '{}');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs jest, with our reporter, over suites of this text. */
  async function jest(name: string, ...suites: readonly string[]): Promise<number> {
    const root = path.join(folder, `suites-${name}`);
    mkdirSync(root);
    suites.forEach((text, index) => writeFileSync(path.join(root, `${index}.test.js`), text));
    const config = {
      rootDir: folder,
      roots: [root],
      transform: {},
      reporters: [[path.join(repository, 'scripts', 'jest-summary.cjs'), { name }]],
    };
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(config));
    const bin = path.join(repository, 'node_modules', 'jest', 'bin', 'jest.js');
    return (await node(folder, bin, '-i', '-c', path.join(folder, `${name}.json`))).code;
  }

  it('sums what passed', async () => {
    const passing = "test('a', () => undefined); test('b', () => undefined);";
    expect(await jest('default', passing)).toBe(0);
    expect(await jest('all', passing, passing)).toBe(0);

    const { code, lines } = await node(folder, counts, 'default=0', 'all=0');

    expect(lines).toEqual(['6 passed, 0 failed']);
    expect(code).toBe(0);
  });

  it('counts a skipped test, a skipped suite and a test to be written as failed, by name', async () => {
    const skipping = "test('a', () => undefined); test.skip('b', () => undefined); test.todo('c');";
    const skipped = "describe.skip('suite', () => { test('d', () => undefined); });";
    expect(await jest('default', skipping, skipped)).toBe(0);

    const { code, lines } = await node(folder, counts, 'default=0');

    expect(lines).toContain('default: SKIPPED suites-default/0.test.js: b');
    expect(lines).toContain('default: SKIPPED suites-default/1.test.js: suite d');
    expect(lines.at(-1)).toBe('1 passed, 3 failed');
    expect(code).toBe(1);
  });

  it('counts a failed test and a suite that does not start', async () => {
    const failing = "test('a', () => undefined); test('b', () => { throw new Error('no'); });";
    expect(await jest('default', failing, "throw new Error('broken');")).toBe(1);

    const { code, lines } = await node(folder, counts, 'default=1');

    expect(lines).toContain('default: FAILED suites-default/0.test.js: b');
    expect(lines).toContain('default: 1 suites did not start');
    expect(lines.at(-1)).toBe('1 passed, 2 failed');
    expect(code).toBe(1);
  });

  it('counts a run that failed before its tests, and one that left no counts', async () => {
    await jest('default', "test('a', () => undefined);");

    const { code, lines } = await node(folder, counts, 'default=2', 'all=0');

    expect(lines).toEqual(['all: no test ran', '1 passed, 2 failed']);
    expect(code).toBe(1);
  });

  it('ends .ci/run with the counts also where nothing could run', async () => {
    const checkout = path.join(folder, 'checkout');
    mkdirSync(path.join(checkout, '.ci'), { recursive: true });
    mkdirSync(path.join(checkout, 'scripts'));
    symlinkSync(counts, path.join(checkout, 'scripts', 'ci-counts.mjs'));
    const scripts = { test: 'exit 3', 'test:all': 'exit 4' };
    writeFileSync(path.join(checkout, 'package.json'), JSON.stringify({ scripts }));
    const script = path.join(checkout, '.ci', 'run');
    symlinkSync(path.join(repository, '.ci', 'run'), script);

    const { code, lines } = await new Promise<Run>((resolve) => {
      execFile('bash', [script], (error, stdout) =>
        resolve({ code: error ? Number(error.code) : 0, lines: stdout.trimEnd().split('\n') }),
      );
    });

    expect(lines.at(-1)).toBe('0 passed, 2 failed');
    expect(code).toBe(1);
  });
});
