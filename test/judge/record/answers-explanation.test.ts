import { answerSpec, type AnswerForm } from '../../../src/judge/answers/answer-spec';
import type { LabelsRead } from '../../../src/judge/answers/answers-report-text';
import type { Pair } from '../../../src/judge/answers/pairing';
import { answersExplanation } from '../../../src/judge/record/answers-explanation';
import type { AnswersRecord } from '../../../src/judge/record/answers-record';
import { labels, manyPairs, minute, noon, pairOf, prices, said } from '../answers/story';
import { answersRecordFor, answersRecordOf, inCountry, other, same } from './made-answers-record';

const few = same.slice(0, 400);

test.each<[AnswerForm, string]>([
  [labels.form, 'they have the same label ($.label)'],
  [{ kind: 'classification', label: { column: 2 } }, 'they have the same label (column 2)'],
  [prices.form, 'their scores ($.price) differ by at most 0.01 or 0.1 % of the larger'],
  [
    {
      kind: 'ranking',
      list: { path: '$.items' },
      agreeBy: { by: 'overlap', depth: 10, least: 0.8 },
    },
    'the share of common items of their first 10 ($.items) is at least 0.8',
  ],
  [
    { kind: 'ranking', list: { column: 0 }, agreeBy: { by: 'kendall', depth: 5, least: 0.5 } },
    "the Kendall's tau of their first 5 (column 0) is at least 0.5",
  ],
  [{ kind: 'opaque' }, 'they say the same at every place'],
  [{ kind: 'opaque', paths: ['$.a', '$.b'] }, 'they say the same at $.a, $.b'],
])('two answers of %j agree in words', (form, agree) => {
  const { tested } = answersExplanation(answersRecordOf([], { spec: answerSpec({ form }) }));

  expect(tested).toContain(` Two answers agree when ${agree}. `);
});

const sent = (pairs: readonly Pair[], more: Parameters<typeof answersRecordOf>[1] = {}): string =>
  answersExplanation(answersRecordOf(pairs, more)).seen;

test('scores are told by how far they lie apart', () => {
  const scored = few.map(({ id, candidate, stable }, index) =>
    pairOf(id, { ...candidate, score: index % 4 === 0 ? 0.75 : 0.5 }, { ...stable, score: 0.5 }),
  );

  // A quarter lies 0.25 higher: 0.0625 on average, and the distributions are a quarter apart.
  expect(sent(scored)).toContain(
    " The candidate's scores are 0.0625 higher on average, and lie 0.25 apart in distribution (Kolmogorov-Smirnov, 0 to 1). 0 of 400 answers of the candidate broke the schema.",
  );
});

test.each<[string, number, string]>([
  ['none', 0, 'Of 3 slices 0 are remarkable; the most suspicious, country = '],
  [
    'one',
    100,
    'Of 3 slices 1 is remarkable; the most suspicious, country = NZ, agrees in 32 of 40 pairs.',
  ],
  ['two', 50, 'Of 3 slices 2 are remarkable; the most suspicious, country = '],
])('%s of three slices is remarkable', (_, step, told) => {
  const places: Readonly<Record<number, string>> = { 0: 'NZ', 50: 'BR' };
  const pairs = inCountry(
    manyPairs(4_000, (index) => index < 800 && index % step === 0),
    (index) => places[index % 100] ?? 'DE',
  );

  expect(sent(pairs)).toContain(told);
});

const read: LabelsRead = {
  place: 's3://labels/fraud',
  files: 1,
  lines: 0,
  refused: {},
  strangers: 0,
  awaited: 0,
  share: 1,
  missing: 0,
  contradictory: 0,
  ambiguous: 0,
};

describe('true labels', () => {
  const truth = { n: 200, both: 150, candidateOnly: 30, stableOnly: 10 };
  const change: NonNullable<Parameters<typeof answersRecordOf>[1]>['change'] = (tally) =>
    Object.assign(tally.truth, truth);

  test('that could not be read, or have not come, are told to be none', () => {
    expect(sent(few, { labels: { ...read, fault: 'AccessDenied' } })).toMatch(
      / broke the schema\. The true labels could not be read\.$/,
    );
    expect(sent(few, { labels: read })).toMatch(
      / broke the schema\. No true label had come for any pair\.$/,
    );
    expect(sent(few)).toMatch(/ broke the schema\.$/);
  });

  test('are told with who was right, and by how much', () => {
    // 180 and 160 of 200, a difference of 10 points; McNemar's pairs differ by 40 of 200.
    const told =
      / With 200 true labels the candidate was right in 90 %, the stable in 80 %: a difference of 10 points \(95 %: ([\d.]+) to ([\d.]+)\), which decides nothing here\.$/;
    const [, low, high] = told.exec(sent(few, { labels: read, change })) ?? [];

    expect(Number(low)).toBeGreaterThan(3.5);
    expect(Number(low)).toBeLessThan(4.5);
    expect(Number(high)).toBeGreaterThan(15.5);
    expect(Number(high)).toBeLessThan(16.5);
    expect(sent(few, { change })).toMatch(told);
  });
});

const whyOf = (record: AnswersRecord): string =>
  answersExplanation(record).why.slice(record.report.verdict.sentence.length);
const reached =
  ' Those odds were reached within the window; each period has one vote, however many of its pairs disagree.';

function altered(record: AnswersRecord, change: object): AnswersRecord {
  const assessment = { ...record.report.assessment, ...change };
  return { ...record, report: { ...record.report, assessment } };
}

describe('why', () => {
  test('odds are told where they decided, and nowhere else', () => {
    const atOnce = other.map(({ id, candidate, stable }) =>
      pairOf(id, { ...candidate, at: noon }, { ...stable, at: noon }),
    );
    const proven = answersRecordOf(other);
    // All in one period, which has one vote: the exact bound fails them.
    const bound = answersRecordOf(atOnce);
    const lost = answersRecordOf(other, { change: (tally) => (tally.pairing.stableOnly = 30) });

    expect(proven.report.verdict.reason).toBe('answers-differ');
    expect(whyOf(proven)).toBe(reached);
    expect(bound.report.verdict.reason).toBe('answers-differ');
    expect(whyOf(bound)).toBe('');
    expect(lost.report.assessment.odds).toBeGreaterThan(lost.report.assessment.oddsNeeded);
    expect(whyOf(lost)).toBe(
      ' Answers that were not captured for both may be the very ones that differ.',
    );
  });

  test.each([
    [1.005, ''],
    [1.0051, ' Disagreements come in bursts: 1.01 share one fate, which the bounds allow for.'],
    [23.45, ' Disagreements come in bursts: 23.4 share one fate, which the bounds allow for.'],
  ])('bursts of %d', (dispersion, told) => {
    expect(whyOf(altered(answersRecordFor['within-limit'](), { dispersion }))).toBe(told);
    expect(whyOf(altered(answersRecordFor['answers-differ'](), { dispersion }))).toBe(
      `${reached}${told}`,
    );
  });

  test('odds that are exactly those needed decide', () => {
    const { odds } = answersRecordFor['answers-differ']().report.assessment;

    expect(whyOf(altered(answersRecordFor['answers-differ'](), { oddsNeeded: odds }))).toBe(
      reached,
    );
  });
});

test('a share of nothing is not told', () => {
  const silent = few.map(({ id }) =>
    pairOf(id, said('good'), { at: noon + minute, shape: '', fault: 'no-label' }),
  );

  expect(sent(silent)).toContain(' Of 0 compared pairs 0 agree. ');
});
