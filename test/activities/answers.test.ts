import { mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { answersFinding } from '../../src/activities/answers-finding';
import { eventually } from '../support/eventually';
import {
  bucket,
  concluded,
  early,
  end,
  final,
  hurried,
  minute,
  settled,
  start,
  useShadowCaptures,
  type ShadowCaptures,
} from './support/shadow-captures';

const given = useShadowCaptures();

let shadow: ShadowCaptures;
let context: ShadowCaptures['context'];
beforeEach(() => {
  shadow = given();
  context = shadow.context;
});

/** How often each file of this test was fetched, once the last fetch is in the wire log. */
async function fetches(files: number): Promise<number[]> {
  const times = (): number[] => {
    const counts = new Map<string, number>();
    for (const { request } of shadow.sandbox.wire()) {
      if (request.method !== 'GET' || !request.path.includes(`/${shadow.prefix}/`)) continue;
      const [file = ''] = request.path.split('?');
      if (file.endsWith('.jsonl')) counts.set(file, (counts.get(file) ?? 0) + 1);
    }
    return [...counts.values()];
  };
  await eventually('every file was fetched', () => times().length >= files, 10);
  return times();
}

test('the same answers to all requests of the window are a pass, with a report', async () => {
  await shadow.minutes(-1, 6);

  const found = await answersFinding(context, shadow.asked(), settled, final);

  expect(found.verdict).toMatchObject({ result: 'pass', value: 1 });
  // What was served before the window and after it does not count.
  expect(found.verdict.candidate.n).toBe(600);
  await concluded(found);
  expect(await readdir(shadow.workingFolder, { recursive: true })).toEqual(['run']);
});

test('other answers are a failure', async () => {
  await shadow.minutes(0, 5, { label: 'fraud' });

  const found = await answersFinding(context, shadow.asked(), settled, final);

  expect(found.verdict).toMatchObject({ result: 'fail', reason: 'answers-differ', value: 0 });
});

test('files are read once, whenever they come, and the numbers are those of one reading', async () => {
  for (let index = 0; index < 5; index += 1) {
    await shadow.minuteOf(index, index === 3 ? { label: 'fraud' } : {});
    await answersFinding(context, shadow.asked(), start + (index + 1) * minute, early);
  }
  const step = await answersFinding(context, shadow.asked(), settled, final);
  expect(await fetches(10)).toEqual(Array<number>(10).fill(1));
  const again = await answersFinding(shadow.contextIn('other'), shadow.asked(), settled, final);

  expect(step.verdict).toEqual(again.verdict);
  expect(step.verdict.candidate).toMatchObject({ n: 600, x: 120 });
});

test('what was read stays read when its file is gone', async () => {
  await shadow.minutes(0, 4);
  const key = await shadow.capture('main', [{ id: 'last', at: start + 4 * minute }], 'gone');
  await shadow.capture('main-next', [{ id: 'last', at: start + 4 * minute }], 'kept');
  await answersFinding(context, shadow.asked(), start + 4.5 * minute, early);
  await shadow.sandbox.clients.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));

  const found = await answersFinding(context, shadow.asked(), settled, final);

  expect(found.verdict.candidate.n).toBe(481);
});

test('lost or broken work is done again', async () => {
  await shadow.minutes(0, 5);
  await answersFinding(context, shadow.asked(), start + 3 * minute, early);
  for (const text of ['{"of":', '{}', 'null', '']) {
    await writeFile(path.join(shadow.workingFolder, 'run/answers.json'), text);
    const found = await answersFinding(context, shadow.asked(), settled, final);
    expect(found.verdict).toMatchObject({ result: 'pass', candidate: { n: 600 } });
  }
});

test('work for another window is not gone on with', async () => {
  await shadow.minutes(0, 5);
  await answersFinding(context, shadow.asked(), settled, final);
  const { window, ...others } = shadow.asked();
  const later = { ...window, start: new Date(start + minute).toISOString() };

  const found = await answersFinding(context, { ...others, window: later }, settled, final);

  expect(found.verdict.candidate.n).toBe(480);
});

test('an extended window goes on where the first one ended', async () => {
  await shadow.minutes(0, 8);
  const first = await answersFinding(context, shadow.asked(), settled, final);
  const { window, ...others } = shadow.asked();
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
    const found = await answersFinding(context, shadow.asked(), settled, final);

    expect(found.verdict).toMatchObject({ result: 'inconclusive', reason: 'no-traffic' });
  });

  test('where only one arm was captured', async () => {
    await shadow.capture('main', [
      { id: 'a', at: start },
      { id: 'b', at: start + 1 },
    ]);

    const found = await answersFinding(context, shadow.asked(), settled, final);

    expect(found.verdict).toMatchObject({ result: 'inconclusive', reason: 'unpaired' });
  });

  test('where the bucket is not there: asked again for a minute, then told', async () => {
    const gone = shadow.asked({ captures: 's3://no-such-bucket-here/run' });

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
    await shadow.put('scorer/main/2026/11/21/10/59-00-000-x.jsonl', 'not json\n{}\n[1]\n');

    const found = await answersFinding(context, shadow.asked(), settled, final);

    expect(found.verdict).toMatchObject({ result: 'inconclusive', reason: 'unpaired' });
  });
});

describe('a worker whose own directory fails', () => {
  /** What is written there finds no place, as on a full disk. */
  const placeless = async (): Promise<void> => {
    await mkdir(shadow.workingFolder);
    await symlink(path.join(shadow.room, 'nowhere'), path.join(shadow.workingFolder, 'run'));
  };

  test('has its verdict where one attempt reads all', async () => {
    await shadow.minutes(0, 5);
    await placeless();

    const found = await answersFinding(context, shadow.asked(), settled, final);

    expect(found).toMatchObject({ unfinished: false, verdict: { result: 'pass' } });
  });

  test('says so where more attempts are needed, and blames no captures', async () => {
    await shadow.minutes(0, 5);
    await placeless();

    await expect(
      hurried(() => answersFinding(context, shadow.asked(), settled, final)),
    ).rejects.toThrow(/^what was read of the answers cannot be kept by this worker: E[A-Z]+: /);
  });

  test('says so where it cannot read there', async () => {
    await mkdir(path.join(shadow.workingFolder, 'run/answers.json'), { recursive: true });

    await expect(answersFinding(context, shadow.asked(), settled, final)).rejects.toThrow(
      /cannot be kept by this worker: EISDIR: /,
    );
  });

  test('hides no harm', async () => {
    await shadow.minutes(0, 5, { label: 'fraud' });
    const all = await answersFinding(shadow.contextIn('other'), shadow.asked(), settled, final);
    expect(all.verdict.result).toBe('fail');
    await placeless();

    const found = await answersFinding(context, shadow.asked(), settled, final);

    expect(found.verdict).toEqual(all.verdict);
  });
});

test('a day of captures that are read late is read to its end, in several attempts', async () => {
  await shadow.minutes(0, 5);
  const reports: boolean[] = [];
  const found = await hurried(async () => {
    let latest = await answersFinding(context, shadow.asked(), settled, final);
    for (let attempt = 0; attempt < 12 && latest.unfinished; attempt += 1) {
      reports.push(latest.verdict.result === 'inconclusive');
      latest = await answersFinding(context, shadow.asked(), settled, final);
    }
    return latest;
  });

  expect(reports.length).toBe(9);
  // Of a part of the captures nothing is concluded.
  expect(reports).not.toContain(false);
  expect(found.verdict).toMatchObject({ result: 'pass', candidate: { n: 600 } });
});

test('the work under way is for its own user only, and never outside its folder', async () => {
  await shadow.minutes(0, 2);
  await answersFinding(context, shadow.asked(), start + 3 * minute, early);

  const { mode } = await stat(path.join(shadow.workingFolder, 'run/answers.json'));
  expect(mode & 0o077).toBe(0);
  await expect(context.scratch.write('../x.json', '')).rejects.toThrow('leaves the directory');
});
