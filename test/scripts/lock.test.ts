import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { emptyFolder, runModule, startModule } from './support/module';

/** Holds the lock for a while and writes when it came and went. */
const holder = (log: string, ms: number): string => `
  import { appendFileSync } from 'node:fs';
  import { withLock } from './scripts/setup/lock.mjs';
  await withLock(async () => {
    appendFileSync('${log}', 'in\\n');
    console.log('inside');
    await new Promise((resolve) => setTimeout(resolve, ${ms}));
    appendFileSync('${log}', 'out\\n');
  });`;

describe('the lock of set-up', () => {
  let folder: string;
  let lock: string;
  let log: string;
  let env: Record<string, string>;

  beforeEach(() => {
    folder = emptyFolder();
    mkdirSync(path.join(folder, 'slipway'));
    lock = path.join(folder, 'slipway', 'setup.lock');
    log = path.join(folder, 'log');
    env = { XDG_CACHE_HOME: folder };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lets one set-up in at a time', async () => {
    const runs = [1, 2, 3].map(() => runModule(holder(log, 200), env));

    const ends = await Promise.all(runs);

    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(readFileSync(log, 'utf8')).toBe('in\nout\n'.repeat(3));
    expect(existsSync(lock)).toBe(false);
  });

  it('says who holds it while it waits', async () => {
    const first = startModule(holder(log, 60_000), env);
    await first.said('inside');
    const second = startModule(holder(log, 0), env);

    await second.said(`another set-up is running ({"pid":${first.child.pid}`);
    first.child.kill('SIGKILL');

    expect((await second.ended).code).toBe(0);
    expect(readFileSync(log, 'utf8')).toBe('in\nin\nout\n');
  });

  it('is taken over by several at once without letting two in', async () => {
    const gone = await runModule('console.log(process.pid)', env);
    writeFileSync(lock, JSON.stringify({ pid: Number(gone.output), host: os.hostname() }));

    const runs = [1, 2, 3, 4].map(() => runModule(holder(log, 100), env));
    await Promise.all(runs);

    expect(readFileSync(log, 'utf8')).toBe('in\nout\n'.repeat(4));
  });

  it('is left by a set-up that is stopped', async () => {
    const run = startModule(`import './scripts/setup/run.mjs';${holder(log, 60_000)}`, env);
    await run.said('inside');

    run.child.kill('SIGTERM');

    expect((await run.ended).code).toBe(143);
    expect(existsSync(lock)).toBe(false);
  });
});
