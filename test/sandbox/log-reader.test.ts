import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LogFile } from '../../src/sandbox/event-log';
import type { LoadLine, RequestLine, ServingLine } from '../../src/sandbox/log-line';
import {
  failedAnswers,
  fleetsShrunkByUpdate,
  loadByVersion,
  mirroredByVersion,
  momentsWithoutWeight,
  readLog,
  servedByVersion,
  weightsOver,
} from '../../src/sandbox/log-reader';

const second = (n: number): number => Date.UTC(2026, 0, 1, 0, 0, n);
const iso = (n: number): string => new Date(second(n)).toISOString();

const request = (over: Partial<RequestLine>): RequestLine => ({
  kind: 'request',
  endpoint: 'e',
  variant: 'main',
  model: 'm',
  version: 'fraud/1',
  instance: 'i',
  status: 200,
  answered: 200,
  ms: 40,
  mirrored: false,
  targeted: false,
  ...over,
});

const load = (id: string, sent: number, status = 200): LoadLine => ({
  kind: 'load',
  endpoint: 'fraud-scorer',
  id,
  sentAt: iso(sent),
  status,
  ms: 41,
});

const serving = (
  variants: Record<string, [weight: number, instances: number]>,
  over: Partial<ServingLine> = {},
): ServingLine => ({
  kind: 'serving',
  endpoint: 'e',
  config: 'c',
  cause: 'deployment',
  variants: Object.fromEntries(
    Object.entries(variants).map(([name, [weight, instances]]) => [
      name,
      { weight, instances, model: 'm', version: 'fraud/1', shadow: name === 'shadow' },
    ]),
  ),
  ...over,
});

describe('the log', () => {
  let folder: string;
  let log: LogFile;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'log-'));
    log = new LogFile(path.join(folder, 'deep', 'log.jsonl'));
  });
  afterEach(() => {
    log.close();
    rmSync(folder, { recursive: true });
  });

  const written = () => {
    log.flush();
    return readLog(log.path);
  };

  it('reads back what was written, and leaves a torn last line out', () => {
    log.write({ kind: 'load-rate', endpoint: 'fraud-scorer', rps: 5 }, second(0));
    const whole = written();
    appendFileSync(log.path, '{"at":"2026-01-01T00:00:01.000Z","kind":"loa');

    expect(whole).toEqual([{ at: iso(0), kind: 'load-rate', endpoint: 'fraud-scorer', rps: 5 }]);
    expect(readLog(log.path)).toEqual(whole);
  });

  it('is only ever appended to', () => {
    log.write({ kind: 'load-rate', endpoint: 'fraud-scorer', rps: 1 });
    log.close();
    const before = readFileSync(log.path, 'utf8');
    log.write({ kind: 'load-rate', endpoint: 'fraud-scorer', rps: 2 });
    log = new LogFile(log.path);
    log.write({ kind: 'load-rate', endpoint: 'fraud-scorer', rps: 3 });

    expect(written()).toHaveLength(2);
    expect(readFileSync(log.path, 'utf8').startsWith(before)).toBe(true);
  });

  it('counts what each version served and was mirrored, in an interval', () => {
    log.write(request({}), second(1));
    log.write(request({ version: 'fraud/2', status: 500, answered: 424 }), second(2));
    log.write(request({ version: 'fraud/2', status: 500, mirrored: true }), second(2));
    log.write(request({ version: 'fraud/2' }), second(3));
    const lines = written();

    expect(servedByVersion(lines)).toEqual({
      'fraud/1': { sent: 1, failed: 0 },
      'fraud/2': { sent: 2, failed: 1 },
    });
    expect(servedByVersion(lines, { from: iso(1), to: iso(2) })).toEqual({
      'fraud/1': { sent: 1, failed: 0 },
    });
    expect(mirroredByVersion(lines)).toEqual({ 'fraud/2': { sent: 1, failed: 1 } });
  });

  it('counts what clients saw by the version that answered them, not the one mirrored to', () => {
    log.write(request({ id: 'a' }));
    log.write(request({ id: 'a', version: 'fraud/2', mirrored: true }));
    log.write(load('a', 1));
    log.write(request({ id: 'b', version: 'fraud/2', status: 500, answered: 424 }));
    log.write(load('b', 2, 424));
    log.write(load('lost', 2, 0));
    const lines = written();

    expect(loadByVersion(lines)).toEqual({
      sent: 3,
      failed: 2,
      byVersion: {
        'fraud/1': { sent: 1, failed: 0 },
        'fraud/2': { sent: 1, failed: 1 },
        none: { sent: 1, failed: 1 },
      },
    });
    expect(loadByVersion(lines, { from: iso(2) }).sent).toBe(2);
    expect(failedAnswers(lines)).toHaveLength(2);
    expect(failedAnswers(lines).every(({ status }) => status !== 200)).toBe(true);
  });

  it('finds moments without weight, however much weight a shadow has', () => {
    log.write(serving({ main: [0, 2], shadow: [100, 1] }), second(1));
    log.write(serving({ main: [1, 2], next: [0, 1] }), second(2));
    const lines = written();

    expect(momentsWithoutWeight(lines)).toMatchObject([{ at: iso(1) }]);
    expect(weightsOver(lines, 'e').map(({ weights }) => weights)).toEqual([
      { main: 0 },
      { main: 1, next: 0 },
    ]);
    expect(weightsOver(lines, 'another')).toEqual([]);
  });

  it('finds fleets that an update made smaller, not those somebody scaled in', () => {
    log.write(serving({ main: [100, 2] }), second(1));
    log.write(serving({ main: [100, 3] }, { cause: 'change' }), second(2));
    log.write(serving({ main: [100, 1] }, { cause: 'change' }), second(3));
    log.write(serving({ main: [100, 4], next: [0, 1] }, { config: 'd' }), second(4));
    log.write(serving({ main: [100, 2] }, { config: 'c' }), second(5));

    expect(fleetsShrunkByUpdate(written())).toEqual([
      { at: iso(5), endpoint: 'e', variant: 'main', before: 4, after: 2 },
    ]);
  });
});
