import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { MockActivityEnvironment } from '@temporalio/testing';
import fc from 'fast-check';
import { fileStore, keep, type EvidenceStore } from '../../src/activities/evidence-store';
import type { EvidenceReference } from '../../src/release/evidence';

let room: string;
let root: string;
let store: EvidenceStore;

beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), 'slipway-evidence-'));
  root = path.join(room, 'store');
  store = fileStore(root);
});

afterEach(() => rm(room, { recursive: true, force: true }));

const files = async (): Promise<string[]> =>
  (await readdir(room, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

test('the reference leads to the bytes and to their hash', async () => {
  const bytes = Buffer.from('{"5xx":0.02}\n');

  const { uri, sha256 } = await store.put('000000000000/run/0001-1-watch.json', bytes);

  expect(await readFile(fileURLToPath(uri))).toEqual(bytes);
  expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('the same bytes again are the same record: a retried activity may write twice', async () => {
  const first = await store.put('a.json', Buffer.from('x'));

  await expect(store.put('a.json', Buffer.from('x'))).resolves.toEqual(first);
  expect(await files()).toEqual(['a.json']);
});

test('other bytes under a key are refused, and the record stays as it was', async () => {
  const { uri } = await store.put('a.json', Buffer.from('first'));

  await expect(store.put('a.json', Buffer.from('second'))).rejects.toMatchObject({
    type: 'EvidenceConflict',
    nonRetryable: true,
    message: expect.stringContaining('never rewritten') as string,
  });
  expect(await readFile(fileURLToPath(uri), 'utf8')).toBe('first');
  expect(await files()).toEqual(['a.json']);
});

test.each([
  '../a.json',
  'run/../../a.json',
  '/etc/slipway.json',
  '..',
  '.',
  '',
  'run/..',
  '../store-next/a',
])('a key %p that leaves the store is refused and writes nothing', async (key) => {
  await expect(store.put(key, Buffer.from('x'))).rejects.toThrow('leaves the store');
  expect(await files()).toEqual([]);
});

test('no key of any kind writes outside the store', async () => {
  const part = fc.constantFrom('..', '.', 'a', 'b', '...', '~', '%2e%2e', '..\\', '');
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
      await store.put(parts.join('/'), Buffer.from('x')).catch(() => undefined);
      const outside = (await readdir(room)).filter((name) => name !== 'store');

      expect(outside).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('twenty writers of one key at once: one record, whole, and nothing half-made is left', async () => {
  const bytes = Buffer.alloc(1_000_000, 'e');

  const written = await Promise.all(
    Array.from({ length: 20 }, () => store.put('run/same.json', bytes)),
  );

  expect(new Set(written.map(({ uri }) => uri)).size).toBe(1);
  expect(await readFile(fileURLToPath(written[0]!.uri))).toEqual(bytes);
  expect(await files()).toEqual(['same.json']);
});

test('two writers with other bytes at once: one wins whole, the other is refused', async () => {
  const both = [Buffer.alloc(500_000, 'a'), Buffer.alloc(500_000, 'b')];

  const ended = await Promise.allSettled(both.map((bytes) => store.put('run/same.json', bytes)));

  const kept = await readFile(path.join(root, 'run/same.json'));
  expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both[ended.findIndex(({ status }) => status === 'fulfilled')]).toEqual(kept);
  expect(await files()).toEqual(['same.json']);
});

test('a link put in the place of a record is not followed', async () => {
  await store.put('run/first.json', Buffer.from('x'));
  await symlink(path.join(room, 'elsewhere.json'), path.join(root, 'run/second.json'));

  await expect(store.put('run/second.json', Buffer.from('y'))).rejects.toThrow();
  expect(await files()).toEqual(['first.json']);
});

test('a record’s key holds the activity and its attempt, so that retries never collide', async () => {
  const address = { prefix: '000000000000/us-east-1/fraud-scorer/run', what: 'Step 2 of 5, 20 %' };
  const attempt = (count: number): Promise<EvidenceReference> =>
    new MockActivityEnvironment({ activityId: '17', attempt: count }).run(() =>
      keep(store, address, { b: count, a: 1 }),
    );

  const [first, second] = [await attempt(1), await attempt(2)];

  expect(first.uri).toMatch(/fraud-scorer\/run\/0017-1-step-2-of-5-20-\.json$/);
  expect(second.uri).toContain('/0017-2-');
  expect(await readFile(fileURLToPath(first.uri), 'utf8')).toBe('{"a":1,"b":1}\n');
});
