import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findTemporalServer } from '../../src/cli/temporal-server';
import { startTemporal } from '../../src/local/temporal-server';

describe('the local Temporal server', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'slipway-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A server that fails as the real one does where somebody took its port, so many times. */
  function unlucky(times: number): string {
    const binary = path.join(folder, 'temporal');
    const real = findTemporalServer(process.env);
    if (real === undefined) throw new Error('no Temporal server: run npm run setup');
    const lines = [
      '#!/bin/sh',
      `echo tried >> "${folder}/tries"`,
      `if [ "$(wc -l < "${folder}/tries")" -le ${times} ]; then`,
      '  echo "listen tcp 127.0.0.1:1: bind: address already in use" >&2',
      '  exit 2',
      'fi',
      `exec "${real}" "$@"`,
    ];
    writeFileSync(binary, `${lines.join('\n')}\n`, { mode: 0o755 });
    return binary;
  }

  it('takes other ports where somebody was quicker', async () => {
    const server = await startTemporal({ binary: unlucky(1), folder });

    expect(server.address).toMatch(/^127\.0\.0\.1:\d+$/);
    await server.stop();
  }, 60_000);

  it('gives up after three tries, and says where its log is', async () => {
    await expect(startTemporal({ binary: unlucky(9), folder })).rejects.toThrow(
      /the Temporal server ended with code 2; see .*temporal\.log/,
    );
  }, 60_000);

  it('does not look for another port where one was named', async () => {
    const binary = unlucky(1);

    await expect(startTemporal({ binary, folder, port: 1 })).rejects.toThrow(/ended with code 2/);
  }, 60_000);
});
