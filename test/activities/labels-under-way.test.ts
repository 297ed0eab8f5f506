import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { answersFinding, type AnswersAsked } from '../../src/activities/answers-finding';
import type { ActivityContext } from '../../src/activities/context';
import { labelsOf, readLabels } from '../../src/activities/label-files';
import { eventually } from '../support/eventually';
import { labelLine, labelsOfMinute } from './support/label-line';
import {
  bucket,
  concluded,
  early,
  final,
  hurried,
  minute,
  settled,
  start,
  useShadowCaptures,
} from './support/shadow-captures';

const shadow = useShadowCaptures();

const place = (): string => `s3://${bucket}/${shadow().prefix}/labels`;
const asked = (): AnswersAsked => shadow().asked({ labels: place() });

const put = (hour: string, name: string, lines: readonly string[]) =>
  shadow().put(`labels/${hour}/${name}`, lines.join('\n'));

const finding = (at: number, context = shadow().context) =>
  answersFinding(context, asked(), at, final);

/** What was asked of S3 below the test's prefix, once so much of it is in the wire log. */
async function requests(part: string, atLeast: number): Promise<readonly string[]> {
  const paths = (): string[] =>
    shadow()
      .sandbox.wire()
      .filter(({ request }) => request.method === 'GET')
      .map(({ request }) => decodeURIComponent(request.path))
      .filter((path) => path.includes(`${shadow().prefix}/`) && path.includes(part));
  await eventually(`requests with ${part}`, () => paths().length >= atLeast, 10);
  return paths();
}

/** The context with a store that never answers where labels are listed. */
function hanging(): ActivityContext {
  const { clients } = shadow().context;
  const send = (command: unknown): Promise<unknown> =>
    command instanceof ListObjectsV2Command && command.input.Prefix?.includes('/labels')
      ? new Promise(() => undefined)
      : clients.s3.send(command as ListObjectsV2Command);
  return {
    ...shadow().context,
    clients: { ...clients, s3: { send } as unknown as S3Client },
  };
}

async function fault(order: Record<string, unknown>): Promise<void> {
  const made = await fetch(`${shadow().sandbox.controlUrl}/faults`, {
    method: 'POST',
    body: JSON.stringify({ service: 's3', action: 'fail', code: 'AccessDenied', ...order }),
  });
  expect(made.ok).toBe(true);
}

describe('labels hold a verdict for a minute, and no longer', () => {
  test('that are too many to be read in it', async () => {
    await shadow().minutes(0, 5);
    for (let index = 0; index < 5; index += 1)
      await put('2026/11/21/11', `${index}.jsonl`, labelsOfMinute(index));
    await answersFinding(shadow().context, asked(), settled, early);

    const [first, second, last] = await hurried(async () => [
      await finding(settled),
      await finding(settled + minute / 2),
      await finding(settled + minute),
    ]);

    expect([first, second]).toMatchObject([{ unfinished: true }, { unfinished: true }]);
    expect(last).toMatchObject({ unfinished: false, verdict: { result: 'pass' } });
    const { labels, report } = await concluded(last);
    expect(report.truth).toBeUndefined();
    expect(labels).toMatchObject({ files: 0, fault: 'not all could be read within a minute' });
  });

  test('whose store never answers, and the captures that an attempt has read are kept', async () => {
    await shadow().minutes(0, 5);
    // It never ends; a worker would let it go when its time is over.
    void finding(settled, hanging());
    const work = () => shadow().context.scratch.read('run/answers.json');
    await eventually('work is kept', async () => (await work()) !== undefined, 10);

    const last = await finding(settled + minute, hanging());

    expect(last).toMatchObject({ unfinished: false, verdict: { result: 'pass' } });
    expect((await concluded(last)).labels?.fault).toBe('not all could be read within a minute');
    const read = await requests('.jsonl', 10);
    expect(read.length).toBe(new Set(read).size);
  });
});

test('a worker that comes late has its minute too, and files that were read are not read again', async () => {
  await shadow().minutes(0, 5);
  await put('2026/11/21/10', 'a.jsonl', labelsOfMinute(0));
  const Key = await put('2026/11/21/11', 'b.jsonl', labelsOfMinute(1));
  await fault({ operation: 'GetObject', match: { Bucket: bucket, Key }, status: 403, times: 1 });
  const late = settled + 10 * minute;

  const first = await finding(late);
  const last = await finding(late + 5_000);

  expect(first).toMatchObject({ unfinished: true, verdict: { reason: 'too-early' } });
  const { labels, report } = await concluded(last);
  expect(labels).toMatchObject({ files: 2, lines: 240 });
  expect(labels?.fault).toBeUndefined();
  expect(report.truth).toMatchObject({ n: 240 });
  await requests('b.jsonl', 2);
  expect(await requests('labels/2026/11/21/10/a.jsonl', 1)).toHaveLength(1);
});

test('labels that were all read stand, whenever the verdict is asked for again', async () => {
  await shadow().minutes(0, 5);
  await put('2026/11/21/10', 'a.jsonl', labelsOfMinute(0));
  await finding(settled);

  const again = await finding(settled + 2 * minute);

  expect((await concluded(again)).report.truth).toMatchObject({ n: 120 });
});

test('a file that was left in its midst is gone on with there', async () => {
  await shadow().minutes(0, 5);
  await answersFinding(shadow().context, asked(), settled, early);
  const strangers = Array.from({ length: 25_000 }, (_, each) => labelLine(`other-${each}`, 'good'));
  await put('2026/11/21/10', 'a.jsonl', [...labelsOfMinute(0), ...strangers, ...labelsOfMinute(1)]);

  const first = await hurried(() => finding(settled));
  const kept = JSON.parse((await shadow().context.scratch.read('run/answers.json'))!) as {
    labels: { open: { lines: number } };
  };
  const last = await finding(settled + 5_000);

  expect(first.unfinished).toBe(true);
  expect(kept.labels.open.lines).toBeGreaterThan(120);
  const { labels, report } = await concluded(last);
  expect(labels).toMatchObject({ files: 1, lines: 25_240, strangers: 25_000 });
  expect(report.truth).toMatchObject({ n: 240 });
});

test('weeks of hours are not listed one by one', async () => {
  const day = 86_400_000;
  await put('2026/10/24/10', 'before.jsonl', labelsOfMinute(0));
  await put('2026/10/24/11', 'first.jsonl', labelsOfMinute(0));
  await put('2026/11/01/10-copy', 'elsewhere.jsonl', labelsOfMinute(1));
  await put('2026/11/21/11', 'last.jsonl', labelsOfMinute(2));
  await put('2026/11/21/12', 'late.jsonl', labelsOfMinute(3));
  const { s3 } = shadow().sandbox.clients;
  const from = start + 2 * minute - 28 * day;
  const underWay = labelsOf(1, settled);

  const done = await readLabels(s3, { address: place(), from }, underWay, {
    awaiting: { below: 1, pairs: {} },
    timeIsUp: () => false,
  });

  expect(done).toBe(true);
  expect(underWay).toMatchObject({ files: 2, joined: { lines: 240 } });
  await requests('last.jsonl', 1);
  expect(await requests('list-type=2', 1)).toHaveLength(1);
});
