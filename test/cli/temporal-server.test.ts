import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findTemporalServer } from '../../src/cli/temporal-server';
import tools from '../../src/cli/tools.json';

describe('findTemporalServer', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'slipway-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** An executable that answers `--version` as a Temporal CLI with that server does. */
  function place(relative: string, server: string, mode = 0o755): string {
    const file = path.join(folder, relative);
    mkdirSync(path.dirname(file), { recursive: true });
    const text = `#!/bin/sh\necho "temporal version 0.0.0-DEV (Server ${server}, UI 2.50.1)"\n`;
    writeFileSync(file, text, { mode });
    return file;
  }

  function environment(extra: Record<string, string> = {}): Record<string, string> {
    return { PATH: path.join(folder, 'bin'), XDG_CACHE_HOME: path.join(folder, 'cache'), ...extra };
  }

  it('finds nothing where there is nothing', () => {
    expect(findTemporalServer(environment())).toBeUndefined();
  });

  it('finds what set-up left in the cache', () => {
    const made = place(path.join('cache', tools.cache, tools.temporal.path), '1.31.2');

    expect(findTemporalServer(environment())).toBe(made);
  });

  it.each([
    ['1.29.0', true],
    ['1.31.2', true],
    ['2.0.0', true],
    ['1.28.9', false],
    ['0.40.0', false],
    ['of unknown age', false],
  ])('takes one on PATH with server %s: %s', (server, taken) => {
    const onPath = place('bin/temporal', server);
    const made = place(path.join('cache', tools.cache, tools.temporal.path), '1.31.2');

    expect(findTemporalServer(environment())).toBe(taken ? onPath : made);
  });

  it('looks on along PATH after one that is too old', () => {
    place('bin/temporal', '1.20.0');
    const newer = place('more/temporal', '1.31.2');

    const PATH = [path.join(folder, 'bin'), path.join(folder, 'more')].join(path.delimiter);
    expect(findTemporalServer(environment({ PATH }))).toBe(newer);
  });

  it('prefers the one that was chosen', () => {
    place('bin/temporal', '1.31.2');
    const chosen = place('mine', '1.30.0');

    expect(findTemporalServer(environment({ TEMPORAL_CLI_PATH: chosen }))).toBe(chosen);
  });

  it.each(['missing', 'plain'])('refuses a chosen file that is %s', (name) => {
    place('plain', '1.31.2', 0o644);
    const chosen = path.join(folder, name);

    expect(() => findTemporalServer(environment({ TEMPORAL_CLI_PATH: chosen }))).toThrow(
      `TEMPORAL_CLI_PATH=${chosen} is not an executable file`,
    );
  });
});
