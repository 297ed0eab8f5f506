import { answersChange } from '../../../src/judge/record/answers-change';
import { answersRecord, type AnswersRecord } from '../../../src/judge/record/answers-record';
import { answerSpec } from '../../../src/judge/answers/answer-spec';
import { labels, manyPairs, noon, pairOf, said } from '../answers/story';
import { answersRecordFor, answersRecordOf, same, shaped } from './made-answers-record';

/** Disagreements spread evenly over the window. */
const evenly = (n: number, bad: number) =>
  manyPairs(n, (index) => Math.floor((index * bad) / n) !== Math.floor(((index + 1) * bad) / n));
const half = answerSpec({ ...labels, required: 0.5, sliceRequired: 0 });

// By SciPy's beta.ppf(0.975, x + 1, n - x): 3 of 1000 may be 0.87 % and 4 may be 1.02 %; 11 of 2000 may be 0.98 %, 12
// may be 1.05 %. With the shares below the bound comes under 1 % at 1049.66, 1517.35 and 847.42 pairs; clean ones pass
// a second look from ln(0.0125) / ln(0.99) = 436.01 on.
test.each<[string, AnswersRecord, string]>([
  [
    'fewer than may be',
    answersRecordOf(evenly(2_000, 10)),
    'Among 2000 pairs a pass allows at most 11 disagreements, 10 were seen.',
  ],
  [
    'as many as may be',
    answersRecordOf(evenly(2_000, 11)),
    'Among 2000 pairs a pass allows at most 11 disagreements, 11 were seen.',
  ],
  [
    'one too many',
    answersRecordOf(evenly(1_000, 4)),
    'Among 1000 pairs a pass allows at most 3 disagreements, 4 were seen. With the same share 1050 pairs would pass.',
  ],
  [
    'a share that could be',
    answersRecordOf(evenly(1_000, 5)),
    'Among 1000 pairs a pass allows at most 3 disagreements, 5 were seen. With the same share 1518 pairs would pass.',
  ],
  [
    'a share at the limit',
    answersRecordOf(evenly(1_000, 10)),
    'Among 1000 pairs a pass allows at most 3 disagreements, 10 were seen. At this share no number of pairs passes.',
  ],
  [
    'one disagreement allowed',
    answersRecordOf(evenly(600, 2)),
    'Among 600 pairs a pass allows at most 1 disagreement, 2 were seen. With the same share 848 pairs would pass.',
  ],
  [
    'too few pairs of a second look',
    answersRecordOf(evenly(400, 0), { look: { final: true, look: 2 } }),
    '400 pairs are too few for a pass, even if all agree. With the same share 437 pairs would pass.',
  ],
  ['one pair too few', answersRecordOf(evenly(367, 0)), '1 pair more, by a longer shadow.'],
  [
    'one period too few',
    answersRecordOf(
      Array.from({ length: 400 }, (_, index) => {
        const at = noon + (index % 9) * 60_000;
        return pairOf(`id-${index}`, said('good', { at }), said('good', { at }));
      }),
    ),
    '1 more period with answers, by a longer shadow.',
  ],
  [
    'none that agrees, and many',
    answersRecordOf(manyPairs(10_000, () => true)),
    'No required agreement would have let these counts go.',
  ],
  [
    'broken schema',
    answersRecordOf([...shaped(same.slice(0, 3), 'candidate', '$ object'), ...same.slice(3)]),
    "Answers with the paths and types that the stable's have: of 2000 answers a pass allows at most 2 that break them, 3 did.",
  ],
])('%s', (_, record, change) => {
  expect(answersChange(record)).toBe(change);
});

test('the agreement that would not have failed is found below a required one of any size', () => {
  const record = answersRecordOf(evenly(2_000, 1_400), { spec: half });
  const [, said = ''] =
    /^A required agreement of ([\d.]+) % or less would not/.exec(answersChange(record)) ?? [];
  const resultAt = (required: number): string =>
    answersRecord({ ...record, gate: { ...record.gate, spec: { ...half, required } } }).report
      .verdict.result;

  expect(record.report.verdict.reason).toBe('answers-differ');
  expect(Number(said)).toBeGreaterThan(30);
  expect(Number(said)).toBeLessThan(40);
  expect(resultAt(Number(said) / 100)).not.toBe('fail');
  expect(resultAt(Number(said) / 100 + 0.001)).toBe('fail');
});

test('a reason that answers never have is given no advice', () => {
  const record = answersRecordFor['within-limit']();
  const { report } = record;
  const verdict = { ...report.verdict, reason: 'environment' } as const;

  expect(answersChange({ ...record, report: { ...report, verdict } })).toBe('Other numbers.');
});
