import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { emptyFolder, runModule, startModule } from './support/module';

/** Makes a tool in the cache; between its first and its second file it says so and waits. */
const maker = (ms: number, text = 'new'): string => `
  import { writeFileSync } from 'node:fs';
  import { publish } from './scripts/setup/cache.mjs';
  import './scripts/setup/run.mjs';
  await publish('tool/1.0/bin', async (folder) => {
    writeFileSync(folder + '/lib', '${text}');
    console.log('half');
    await new Promise((resolve) => setTimeout(resolve, ${ms}));
    writeFileSync(folder + '/bin', '${text}', { mode: 0o755 });
  });`;

describe('the cache of set-up', () => {
  let folder: string;
  let cache: string;
  let env: Record<string, string>;

  beforeEach(() => {
    folder = emptyFolder();
    cache = path.join(folder, 'slipway');
    env = { XDG_CACHE_HOME: folder };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what was made whole', async () => {
    expect((await runModule(maker(0), env)).code).toBe(0);

    expect(readFileSync(path.join(cache, 'tool/1.0/bin'), 'utf8')).toBe('new');
    expect(readdirSync(cache)).toEqual(['tool']);
  });

  it('holds nothing of what was stopped', async () => {
    const run = startModule(maker(60_000), env);
    await run.said('half');

    run.child.kill('SIGTERM');
    await run.ended;

    expect(readdirSync(cache)).toEqual([]);
  });

  it('shows no half of what was killed, and the next set-up removes its remains', async () => {
    const run = startModule(maker(60_000), env);
    await run.said('half');
    run.child.kill('SIGKILL');
    await run.ended;
    expect(existsSync(path.join(cache, 'tool'))).toBe(false);
    expect(readdirSync(cache)).toHaveLength(1);

    const clean = `import { clearLeftovers } from './scripts/setup/cache.mjs'; clearLeftovers();`;
    await runModule(clean, env);

    expect(readdirSync(cache)).toEqual([]);
  });

  it('refuses a tool that did not come out', async () => {
    const source = `
      import { publish } from './scripts/setup/cache.mjs';
      await publish('tool/1.0/bin', async () => undefined);`;

    const { code, output } = await runModule(source, env);

    expect(code).toBe(1);
    expect(output).toContain('nothing executable came out');
    expect(readdirSync(cache)).toEqual([]);
  });

  it('replaces a damaged tool', async () => {
    await runModule(maker(0, 'old'), env);
    rmSync(path.join(cache, 'tool/1.0/bin'));

    await runModule(maker(0), env);

    expect(readFileSync(path.join(cache, 'tool/1.0/lib'), 'utf8')).toBe('new');
    expect(readFileSync(path.join(cache, 'tool/1.0/bin'), 'utf8')).toBe('new');
  });
});
