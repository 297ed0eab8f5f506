import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { answersFinding, type AnswersAsked } from '../../src/activities/answers-finding';
import { answersRecord } from '../../src/judge/record/answers-record';
import { canonical } from '../../src/release/canonical';
import { labelLine, labelsOfMinute } from './support/label-line';
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
} from './support/shadow-captures';

const shadow = useShadowCaptures();

/** The window of the shadow, with labels below a prefix of this test. */
function asked(change: Partial<AnswersAsked['window']> = {}): AnswersAsked {
  const all = shadow().asked({ labels: `s3://${bucket}/${shadow().prefix}/labels` });
  return { ...all, window: { ...all.window, ...change } };
}

/** A file of labels of the hour in which they were made, in ids and labels by turns. */
const put = (hour: string, name: string, lines: readonly string[]) =>
  shadow().put(`labels/2026/11/21/${hour}/${name}`, lines.join('\n'));

const finding = (window = asked(), at = settled) =>
  answersFinding(shadow().context, window, at, { final: true, look: window.window.look });

test('labels that came in the window say who was right, with the interval', async () => {
  await shadow().minutes(0, 4);
  await shadow().minutes(4, 5, { label: 'fraud' });
  await put('10', '58-30.jsonl', labelsOfMinute(0, 'good'));
  await put('11', 'part-0000.json', labelsOfMinute(4, 'fraud', 60));

  const kept = await concluded(await finding());

  expect(kept.report.truth).toMatchObject({
    n: 180,
    candidate: 1,
    stable: 120 / 180,
    difference: 60 / 180,
  });
  expect(kept.report.truth!.low).toBeLessThan(1 / 3);
  expect(kept.report.truth!.high).toBeGreaterThan(1 / 3);
  expect(kept.labels).toMatchObject({ files: 2, lines: 180, awaited: 600, missing: 420 });
  expect(kept.text).toContain('### Right answers');
  expect(canonical(answersRecord(kept))).toBe(canonical(kept));
});

test('labels are read at the end alone, and those that come after it are late', async () => {
  await shadow().minutes(0, 5);
  await put('10', 'a.jsonl', labelsOfMinute(0, 'good'));
  const before = await concluded(
    await answersFinding(shadow().contextIn('early'), asked(), settled, early),
  );
  const kept = await concluded(await finding());
  await put('11', 'late.jsonl', labelsOfMinute(1, 'good'));

  expect(before.labels).toBeUndefined();
  expect(kept.report.truth).toMatchObject({ n: 120 });
});

test('labels of hours before the window are of other requests', async () => {
  await shadow().minutes(0, 5);
  await put('09', 'a.jsonl', labelsOfMinute(0, 'good'));

  expect((await concluded(await finding())).labels).toMatchObject({ files: 0, missing: 600 });
});

test('duplicate, contradictory, torn and strange lines are told, and do no harm', async () => {
  await shadow().minutes(0, 5);
  await put('10', 'a.jsonl', [
    ...labelsOfMinute(0, 'good'),
    ...labelsOfMinute(0, 'good', 20),
    labelLine('0-7', 'fraud'),
    labelLine('nobody', 'good'),
    '{"torn',
    '',
  ]);
  await put('10', '_SUCCESS', ['', '']);

  const { report, labels, text } = await concluded(await finding());

  expect(report.verdict.result).toBe('pass');
  expect(report.truth).toMatchObject({ n: 119, candidate: 1, stable: 1 });
  expect(labels).toMatchObject({
    lines: 143,
    refused: { 'not-json': 1 },
    contradictory: 1,
    strangers: 1,
  });
  expect(text).toContain('not used: contradictory 1; lines refused: not-json 1; of no pair: 1');
});

test('an extended window has the labels of both its parts', async () => {
  await shadow().minutes(0, 8);
  await put('10', 'a.jsonl', [...labelsOfMinute(0, 'good'), ...labelsOfMinute(6, 'good')]);
  await finding();
  await put('11', 'b.jsonl', labelsOfMinute(1, 'good'));

  const longer = asked({ end: new Date(end + 3 * minute).toISOString(), look: 2 });
  const kept = await concluded(await finding(longer, settled + 3 * minute));

  expect(kept.report.truth).toMatchObject({ n: 360 });
  expect(kept.report.verdict.candidate.n).toBe(960);
});

test('many files are read in several attempts, to the same numbers', async () => {
  await shadow().minutes(0, 5);
  for (let index = 0; index < 5; index += 1)
    await put('11', `${index}.jsonl`, labelsOfMinute(index, index === 2 ? 'fraud' : 'good'));
  const anew = await answersFinding(shadow().contextIn('other'), asked(), settled, final);
  let attempts = 0;
  const found = await hurried(async () => {
    let latest = await finding();
    while (latest.unfinished && attempts < 30) {
      attempts += 1;
      latest = await finding();
    }
    return latest;
  });

  expect(attempts).toBeGreaterThan(12);
  const [slow, once] = [await concluded(found), await concluded(anew)];
  expect(canonical(slow)).toBe(canonical(once));
  expect(once.report.truth).toMatchObject({ n: 600, candidate: 0.8 });
});

describe('labels never make a verdict', () => {
  test('that nothing else makes', async () => {
    await shadow().minutes(0, 2);
    await put('10', 'a.jsonl', [...labelsOfMinute(0, 'good'), ...labelsOfMinute(1, 'good')]);

    const { report } = await concluded(await finding());

    expect(report.truth).toMatchObject({ n: 240, candidate: 1 });
    expect(report.verdict).toMatchObject({ result: 'inconclusive', reason: 'too-few-pairs' });
  });

  test('and where they cannot be read, it stands without them, after a minute of asking', async () => {
    await shadow().minutes(0, 5);
    const nowhere = asked();
    const gone = { ...nowhere, answers: { ...nowhere.answers, labels: 's3://no-such-labels/x' } };

    const first = await finding(gone);
    const last = await finding(gone, settled + 2 * minute);

    expect(first).toMatchObject({ unfinished: true, verdict: { reason: 'too-early' } });
    expect(last).toMatchObject({ unfinished: false, verdict: { result: 'pass' } });
    const { report, labels, text } = await concluded(last);
    expect(report.truth).toBeUndefined();
    expect(labels?.fault).toMatch(/^not all could be read within a minute \(NoSuchBucket: /);
    expect(text).toContain('labels: those under s3://no-such-labels/x cannot be read: not all');
  });

  test('and until then harm is not held back', async () => {
    await shadow().minutes(0, 5, { label: 'fraud' });
    const nowhere = asked();
    const gone = { ...nowhere, answers: { ...nowhere.answers, labels: 's3://no-such-labels/x' } };

    expect((await finding(gone)).verdict).toMatchObject({ result: 'fail' });
  });
});

test('a bucket of their own, and a prefix that is the whole bucket', async () => {
  await shadow().minutes(0, 5);
  const Bucket = 'labels-alone';
  const { s3 } = shadow().sandbox.clients;
  await s3.send(new CreateBucketCommand({ Bucket }));
  const given = asked();
  const whole = { ...given, answers: { ...given.answers, labels: `s3://${Bucket}` } };

  const { labels } = await concluded(await finding(whole));

  expect(labels).toMatchObject({ files: 0, awaited: 600 });
  expect(Date.parse(given.window.start)).toBe(start);
});
