import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { readState, stateBytes, writeState } from '../../../src/sandbox/state/state-file';

describe('a state file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sandbox-state-file-'));
    file = path.join(folder, 'deep/state');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const records = {
    at: new Date(0),
    of: new Map([['a', new Set([1, Infinity])]]),
    none: undefined,
  };

  it('gives back what was written, maps and dates as they were', () => {
    expect(readState(file)).toBeUndefined();
    writeState(file, stateBytes(records));
    expect(readState(file)).toEqual(records);
  });

  it('is refused when any part of it is cut off or another', () => {
    writeState(file, stateBytes(records));
    const whole = readFileSync(file);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        writeFileSync(file, whole.subarray(0, at));
        expect(() => readState(file)).toThrow(/--state (is|has)/);
        const other = Buffer.from(whole);
        other[at]! ^= flip;
        writeFileSync(file, other);
        expect(() => readState(file)).toThrow(/--state (is|has)/);
      }),
    );
  });

  it.each([
    ['', 'is not a state of the sandbox'],
    ['{"state": 1}\n', 'is not a state of the sandbox'],
    [`slipway-sandbox-state 99 ${'0'.repeat(64)}\n`, 'has format 99; this sandbox reads format 2'],
    [`slipway-sandbox-state 2 ${'0'.repeat(64)}\nrest`, 'is damaged'],
  ])('of %j stops the sandbox with a sentence', (content, why) => {
    const foreign = path.join(folder, 'foreign');
    writeFileSync(foreign, content);
    const entry = path.resolve(__dirname, '../../../dist/sandbox/main.js');
    const options = ['--no-seed', '--log', path.join(folder, 'log'), '--state', foreign];

    const { status, stderr } = spawnSync(process.execPath, [entry, ...options], {
      encoding: 'utf8',
      timeout: 60_000,
    });

    expect(status).toBe(1);
    expect(stderr).toContain(`${foreign} of --state ${why}`);
    expect(stderr).toContain('Name another file, or remove this one to start anew.');
    expect(readFileSync(foreign, 'utf8')).toBe(content);
  });
});
