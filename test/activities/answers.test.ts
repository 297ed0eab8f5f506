import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { MockActivityEnvironment } from '@temporalio/testing';
import { answersFinding, type AnswersAsked } from '../../src/activities/answers-finding';
import type { ActivityContext } from '../../src/activities/context';
import { fileStore } from '../../src/activities/evidence-store';
import { fileScratch } from '../../src/activities/scratch';
import type { EvidenceReference } from '../../src/release/evidence';
import type { ComparedAnswers } from '../../src/release/plan';
import { eventually } from '../support/eventually';
import { captureLine, type Answered } from './support/capture-line';
import { startSandbox, type SandboxWorld } from './support/sandbox';

const Bucket = 'answers';
const start = Date.parse('2026-11-21T10:58:00Z');
const minute = 60_000;
const end = start + 5 * minute;
/** Two minutes after the window's end, when all its captures are there. */
const settled = end + 2 * minute;
const final = { final: true, look: 1 };
const early = { final: false, look: 1 };

let sandbox: SandboxWorld;
let room: string;
let context: ActivityContext;
let run = 0;

beforeAll(async () => {
  sandbox = await startSandbox();
  await sandbox.clients.s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => sandbox.stop());

beforeEach(async () => {
  run += 1;
  room = await mkdtemp(path.join(tmpdir(), 'slipway-answers-'));
  const [store, scratch] = [fileStore(path.join(room, 'store')), fileScratch(workingFolder())];
  context = { clients: sandbox.clients, store, scratch };
});
afterEach(() => rm(room, { recursive: true, force: true }));

const workingFolder = (): string => path.join(room, 'working');

function asked(change: Partial<ComparedAnswers> = {}): AnswersAsked {
  return {
    endpoint: 'scorer',
    window: {
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
      periodSeconds: 60,
      settleSeconds: 120,
      gates: [],
      arms: { candidate: 'main-next', stable: 'main', stableServes: true },
      frozen: {},
      look: 1,
    },
    answers: {
      gate: {
        kind: 'answers',
        id: 'answers',
        spec: {
          form: { kind: 'classification', label: { path: '$.label' } },
          required: 0.99,
          sliceRequired: 0.98,
          slices: [],
          facets: [],
          schema: 'learned',
          schemaLimit: 0.001,
          periodSeconds: 60,
          waitPeriods: 2,
        },
        alpha: 0.001,
        minimum: { pairs: 368, periods: 5 },
      },
      captures: `s3://${Bucket}/run-${run}`,
      ...change,
    },
    evidence: { prefix: 'run', what: 'shadow' },
  };
}

/** Puts one file as SageMaker names it. */
async function capture(variant: string, answers: readonly Answered[], name = 'a'): Promise<string> {
  const time = new Date(answers[0]?.at ?? start).toISOString();
  const [day, clock] = [time.slice(0, 10).replaceAll('-', '/'), time.slice(11, 23)];
  const file = `${clock.slice(3).replace(/[:.]/g, '-')}-${name}.jsonl`;
  const Key = `run-${run}/scorer/${variant}/${day}/${clock.slice(0, 2)}/${file}`;
  const Body = `${answers.map(captureLine).join('\n')}\n`;
  await sandbox.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  return Key;
}

/** A minute of requests to both, one a half second; the window goes over the turn of an hour. */
async function minuteOf(index: number, candidate: Partial<Answered> = {}): Promise<void> {
  const answers = Array.from({ length: 120 }, (_, each) => ({
    id: `${index}-${each}`,
    at: start + index * minute + each * 500,
  }));
  await capture('main', answers, `m${index}`);
  await capture(
    'main-next',
    answers.map((answer) => ({ ...answer, ...candidate })),
    `n${index}`,
  );
}

const minutes = (from: number, to: number, candidate?: Partial<Answered>) =>
  Promise.all(Array.from({ length: to - from }, (_, index) => minuteOf(from + index, candidate)));

/** How often each file of this test was fetched, once the last fetch is in the wire log. */
async function fetches(files: number): Promise<number[]> {
  const times = (): number[] => {
    const counts = new Map<string, number>();
    for (const { request } of sandbox.wire()) {
      if (request.method !== 'GET' || !request.path.includes(`/run-${run}/`)) continue;
      const [file = ''] = request.path.split('?');
      if (file.endsWith('.jsonl')) counts.set(file, (counts.get(file) ?? 0) + 1);
    }
    return [...counts.values()];
  };
  await eventually('every file was fetched', () => times().length >= files, 10);
  return times();
}

test('the same answers to all requests of the window are a pass, with a report', async () => {
  await minutes(-1, 6);

  const found = await answersFinding(context, asked(), settled, final);

  expect(found.verdict).toMatchObject({ result: 'pass', value: 1 });
  // What was served before the window and after it does not count.
  expect(found.verdict.candidate.n).toBe(600);
  let reference: EvidenceReference | undefined;
  await new MockActivityEnvironment().run(async () => {
    reference = await found.conclude();
  });
  expect(reference?.uri).toContain('answers.json');
  expect(await readdir(workingFolder(), { recursive: true })).toEqual(['run']);
});

test('other answers are a failure', async () => {
  await minutes(0, 5, { label: 'fraud' });

  const found = await answersFinding(context, asked(), settled, final);

  expect(found.verdict).toMatchObject({ result: 'fail', reason: 'answers-differ', value: 0 });
});

test('files are read once, whenever they come, and the numbers are those of one reading', async () => {
  for (let index = 0; index < 5; index += 1) {
    await minuteOf(index, index === 3 ? { label: 'fraud' } : {});
    await answersFinding(context, asked(), start + (index + 1) * minute, early);
  }
  const step = await answersFinding(context, asked(), settled, final);
  expect(await fetches(10)).toEqual(Array<number>(10).fill(1));
  const anew = { ...context, scratch: fileScratch(path.join(room, 'other')) };
  const again = await answersFinding(anew, asked(), settled, final);

  expect(step.verdict).toEqual(again.verdict);
  expect(step.verdict.candidate).toMatchObject({ n: 600, x: 120 });
});

test('what was read stays read when its file is gone', async () => {
  await minutes(0, 4);
  const key = await capture('main', [{ id: 'last', at: start + 4 * minute }], 'gone');
  await capture('main-next', [{ id: 'last', at: start + 4 * minute }], 'kept');
  await answersFinding(context, asked(), start + 4.5 * minute, early);
  await sandbox.clients.s3.send(new DeleteObjectCommand({ Bucket, Key: key }));

  const found = await answersFinding(context, asked(), settled, final);

  expect(found.verdict.candidate.n).toBe(481);
});

test('lost or broken work is done again', async () => {
  await minutes(0, 5);
  await answersFinding(context, asked(), start + 3 * minute, early);
  for (const text of ['{"of":', '{}', 'null', '']) {
    await writeFile(path.join(workingFolder(), 'run/answers.json'), text);
    const found = await answersFinding(context, asked(), settled, final);
    expect(found.verdict).toMatchObject({ result: 'pass', candidate: { n: 600 } });
  }
});

test('work for another window is not gone on with', async () => {
  await minutes(0, 5);
  await answersFinding(context, asked(), settled, final);
  const { window, ...others } = asked();
  const later = { ...window, start: new Date(start + minute).toISOString() };

  const found = await answersFinding(context, { ...others, window: later }, settled, final);

  expect(found.verdict.candidate.n).toBe(480);
});

test('an extended window goes on where the first one ended', async () => {
  await minutes(0, 8);
  const first = await answersFinding(context, asked(), settled, final);
  const { window, ...others } = asked();
  const longer = { ...window, end: new Date(end + 3 * minute).toISOString(), look: 2 };

  const found = await answersFinding(context, { ...others, window: longer }, settled + 3 * minute, {
    final: true,
    look: 2,
  });

  expect(first.verdict.candidate.n).toBe(600);
  expect(found.verdict.candidate.n).toBe(960);
});

describe('fails closed', () => {
  test('where nothing was captured', async () => {
    const found = await answersFinding(context, asked(), settled, final);

    expect(found.verdict).toMatchObject({ result: 'inconclusive', reason: 'no-traffic' });
  });

  test('where only one arm was captured', async () => {
    await capture('main', [
      { id: 'a', at: start },
      { id: 'b', at: start + 1 },
    ]);

    const found = await answersFinding(context, asked(), settled, final);

    expect(found.verdict).toMatchObject({ result: 'inconclusive', reason: 'unpaired' });
  });

  test('where the bucket is not there: asked again for a minute, then told', async () => {
    const gone = asked({ captures: 's3://no-such-bucket-here/run' });

    const first = await answersFinding(context, gone, settled, final);
    const last = await answersFinding(context, gone, settled + 2 * minute, final);

    expect([first.unfinished, last.unfinished]).toEqual([true, false]);
    expect(last.verdict).toMatchObject({
      result: 'inconclusive',
      reason: 'captures-unreadable',
      sentence: expect.stringContaining('NoSuchBucket') as string,
    });
  });

  test('where captures are not what they should be', async () => {
    await sandbox.clients.s3.send(
      new PutObjectCommand({
        Bucket,
        Key: `run-${run}/scorer/main/2026/11/21/10/59-00-000-x.jsonl`,
        Body: 'not json\n{}\n[1]\n',
      }),
    );

    const found = await answersFinding(context, asked(), settled, final);

    expect(found.verdict).toMatchObject({ result: 'inconclusive', reason: 'unpaired' });
  });
});

test('a day of captures that are read late is read to its end, in several attempts', async () => {
  await minutes(0, 5);
  // Each look at the clock is past the time that an attempt has for reading.
  const clock = jest.spyOn(Date, 'now');
  let told = 0;
  clock.mockImplementation(() => (told += 13_000));
  const reports: boolean[] = [];
  let found = await answersFinding(context, asked(), settled, final);
  for (let attempt = 0; attempt < 12 && found.unfinished; attempt += 1) {
    reports.push(found.verdict.result === 'inconclusive');
    found = await answersFinding(context, asked(), settled, final);
  }
  clock.mockRestore();

  expect(reports.length).toBe(9);
  // Of a part of the captures nothing is concluded.
  expect(reports).not.toContain(false);
  expect(found.verdict).toMatchObject({ result: 'pass', candidate: { n: 600 } });
});

test('the work under way is for its own user only, and never outside its folder', async () => {
  await minutes(0, 2);
  await answersFinding(context, asked(), start + 3 * minute, early);

  const { mode } = await stat(path.join(workingFolder(), 'run/answers.json'));
  expect(mode & 0o077).toBe(0);
  await expect(context.scratch.write('../x.json', '')).rejects.toThrow('leaves the directory');
});
