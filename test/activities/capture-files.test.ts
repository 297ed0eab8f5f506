import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { linesOf } from '../../src/activities/capture-files';
import { labelsOf, readLabels } from '../../src/activities/label-files';

/** S3 with one object, which comes in these parts. */
function oneObject(key: string, parts: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
  const send = (command: unknown) =>
    Promise.resolve(
      command instanceof GetObjectCommand ? { Body: parts() } : { Contents: [{ Key: key }] },
    );
  return { send } as unknown as S3Client;
}

async function read(...parts: readonly (string | Uint8Array)[]): Promise<string[]> {
  const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
  const lines: string[] = [];
  for await (const some of linesOf(
    oneObject('x', () => bytes),
    'b',
    'x',
  ))
    lines.push(...some);
  return lines;
}

test('lines are the same however they are cut into parts', async () => {
  const text = 'one\n\ntwó\nthree';
  const bytes = Buffer.from(text);
  for (let cut = 0; cut <= bytes.length; cut += 1)
    expect(await read(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(text.split('\n'));
  expect(await read(...[...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(text.split('\n'));
});

test('a line without end takes neither the square of the time nor all memory', async () => {
  const part = 'x'.repeat(65_536);

  const [line, ...others] = await read(...Array.from({ length: 3_000 }, () => part), '\nnext');

  expect(line!.length).toBeLessThan(150_000_000);
  expect(line!.length).toBeGreaterThan(100_000_000);
  expect(others).toEqual(['next']);
});

test('labels that never come to the end of a line are left when the time is up', async () => {
  let parts = 0;
  async function* endless() {
    for (;;) {
      parts += 1;
      yield await Promise.resolve(Buffer.from('x'));
    }
  }
  const s3 = oneObject('labels/2026/11/21/10/a.jsonl', endless);
  const at = Date.parse('2026-11-21T10:30:00Z');
  const underWay = labelsOf(1, at);

  const done = await readLabels(s3, { address: 's3://b/labels', from: at }, underWay, {
    awaiting: { below: 1, pairs: {} },
    timeIsUp: () => parts > 1_000,
  });

  expect(done).toBe(false);
  expect(underWay).toMatchObject({ files: 0, done: false, joined: { lines: 0 } });
});
