import type { AnswersTally } from '../../../src/judge/answers/answers-tally';
import { answersExplanation } from '../../../src/judge/record/answers-explanation';
import { answersRecord, type AnswersRecord } from '../../../src/judge/record/answers-record';
import { firstDifference } from '../../../src/judge/record/first-difference';
import { readAnswersRecord } from '../../../src/judge/record/read-answers-record';
import { rejudgeAnswers } from '../../../src/judge/record/rejudge-answers';
import { whatIf } from '../../../src/judge/record/what-if';
import { canonical } from '../../../src/release/canonical';
import { answerSpec } from '../../../src/judge/answers/answer-spec';
import { labels, manyPairs, prices } from '../answers/story';
import {
  answersRecordFor,
  answersRecordOf,
  inCountry,
  other,
  same,
  shaped,
} from './made-answers-record';

const records = Object.entries(answersRecordFor);
const written = (record: unknown): unknown => JSON.parse(canonical(record)) as unknown;

function read(value: unknown): AnswersRecord {
  const record = readAnswersRecord(value);
  if (typeof record === 'string') throw new Error(record);
  return record;
}

/** The same object with its members in the opposite order. */
function reversed(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]: [string, unknown]) => [key, reversed(member)]),
  );
}

test.each(records)(
  '%s is judged again to the same bytes, in whatever order its members stand',
  (reason, make) => {
    const record = make();
    const again = answersRecord(read(written(record)));
    const mirrored = { ...record, tally: reversed(record.tally) as AnswersTally };

    expect(record.report.verdict.reason).toBe(reason);
    expect(canonical(again)).toBe(canonical(record));
    expect(canonical(answersRecord(mirrored))).toBe(canonical(record));
  },
);

test.each(records)('%s is explained', (_, make) => {
  const told = answersExplanation(make());

  expect(told).toMatchSnapshot();
  expect(JSON.stringify(told)).not.toMatch(/NaN|Infinity|undefined|null/);
});

test.each<[string, (record: AnswersRecord) => object]>([
  ['tally.compared.x', ({ tally }) => ({ tally: { ...tally, compared: { n: 2_000, x: 0 } } })],
  ['look.look', () => ({ look: { final: true, look: 3 } })],
  ['gate.alpha', ({ gate }) => ({ gate: { ...gate, alpha: 1e-9 } })],
  [
    'gate.spec.required',
    ({ gate }) => ({ gate: { ...gate, spec: { ...gate.spec, required: 0.5 } } }),
  ],
  [
    'report.verdict.result',
    ({ report }) => ({ report: { ...report, verdict: { ...report.verdict, result: 'pass' } } }),
  ],
  ['text', () => ({ text: 'All is well.' })],
])('a record with %s altered is not what its counts lead to', (_, change) => {
  const record = answersRecordFor['answers-differ']();
  const doctored = { ...record, ...change(record) };

  expect(firstDifference(doctored, written(answersRecord(read(doctored))))).toBeDefined();
});

test('counts that contradict each other are no counts', () => {
  const changes: ((tally: AnswersTally) => void)[] = [
    (tally) => (tally.compared.x = 0),
    (tally) => (Object.values(tally.periods.kept)[0]!.n += 5),
    (tally) => (tally.slices.country = { kept: { DE: { n: 1e6, x: 0 } }, other: { n: 0, x: 0 } }),
  ];
  for (const change of changes)
    expect(answersRecordOf(other, { change }).report.verdict).toMatchObject({
      result: 'inconclusive',
      reason: 'bad-input',
    });
});

test.each<[string, unknown, string]>([
  ['another schema', { schema: 'slipway.gate/1' }, 'its schema is not slipway.answers/1'],
  ['no tally', { ...answersRecordFor['within-limit'](), tally: undefined }, 'it has no tally'],
  [
    'half a tally',
    { ...answersRecordFor['within-limit'](), tally: { records: { candidate: 1 } } },
    'it has no tally.records.stable',
  ],
  [
    'a gate on a metric',
    { ...answersRecordFor['within-limit'](), gate: { kind: 'ratio', id: 'x' } },
    'its gate is not on answers',
  ],
  ['a list', [], 'its schema is not slipway.answers/1'],
])('%s is no record', (_, value, why) => {
  expect(readAnswersRecord(value)).toBe(why);
});

test('the agreement that is said not to have failed does not, and a tenth of a percent more does', () => {
  const record = answersRecordFor['answers-differ']();
  const [, said = ''] =
    /A required agreement of ([\d.]+) %/.exec(answersExplanation(record).change) ?? [];
  const resultAt = (required: number): string =>
    answersRecord({ ...record, gate: { ...record.gate, spec: { ...record.gate.spec, required } } })
      .report.verdict.reason;

  expect(resultAt(Number(said) / 100)).not.toBe('answers-differ');
  expect(resultAt(Number(said) / 100 + 0.001)).toBe('answers-differ');
});

test('the agreement that is said not to have failed is not failed by a slice either', () => {
  const bad = (index: number): boolean => index % 25 === 0;
  const record = answersRecordOf(
    inCountry(manyPairs(5_000, bad), (index) => (bad(index) ? 'NZ' : 'DE')),
  );
  const [, said = ''] =
    /A required agreement of ([\d.]+) %/.exec(answersExplanation(record).change) ?? [];
  const rejudged = (required: number) => {
    const spec = answerSpec({ ...labels, required, sliceRequired: 1 - 2 * (1 - required) });
    return rejudgeAnswers(record, { ...record.gate, spec });
  };

  expect(record.report.verdict).toMatchObject({ reason: 'answers-differ', candidate: { x: 200 } });
  expect(rejudged(0.9)).toMatchObject({ verdict: { reason: 'slice-differs' } });
  expect(rejudged(Number(said) / 100)).not.toMatchObject({ verdict: { result: 'fail' } });
  expect(rejudged(Number(said) / 100 + 0.001)).toMatchObject({ verdict: { result: 'fail' } });
});

test('agreement that is proven is not said to be open where only the schema withholds a pass', () => {
  const record = answersRecordOf([
    ...shaped(
      manyPairs(6, () => false),
      'candidate',
      '$ object\n$.label string\n$.more null\n$.score number',
    ),
    ...manyPairs(5_000, () => false).slice(6),
  ]);
  const { why, change } = answersExplanation(record);

  expect(record.report.verdict).toMatchObject({
    result: 'inconclusive',
    reason: 'schema-suspected',
    value: 1,
  });
  expect(why).toMatch(
    /^5000 of 5000 pairs .* at least 99\.\d+ % do; but 6 of 5000 answers .* break the schema \(limit 0\.1 %\), first of all \$\.more \(new\): too many for a pass/,
  );
  expect(change).toMatch(/of 5000 answers a pass allows at most 5 that break them, 6 did\.$/);
});

describe('what-if', () => {
  const required = (share: number) => {
    const { gate } = answersRecordOf(same);
    return { ...gate, spec: { ...gate.spec, required: share, sliceRequired: 0.5 } };
  };

  test('judges the counts by another required agreement', () => {
    const windows = [[answersRecordOf(other)]];

    expect(whatIf(windows, [required(0.99)])).toMatchObject([{ then: 'fail', now: 'fail' }]);
    expect(whatIf(windows, [required(0.8)])).toMatchObject([{ then: 'fail', now: 'pass' }]);
    expect(whatIf([[answersRecordOf(same)]], [required(0.9999)])).toMatchObject([
      { then: 'pass', now: 'inconclusive' },
    ]);
  });

  test('names what was never counted, and what the other checks do not have', () => {
    const record = answersRecordOf(same);
    const anew = { ...record.gate, spec: prices };
    const sliced = { ...record.gate, spec: { ...labels, slices: [] } };

    expect(rejudgeAnswers(record, anew)).toEqual({
      neverAsked: 'agreement by these places and tolerances',
    });
    expect(rejudgeAnswers(record, sliced)).toEqual({ neverAsked: 'agreement within these slices' });
    expect(whatIf([[record]], [anew])).toMatchObject([
      { then: 'pass', why: expect.stringContaining('never asked for') as string },
    ]);
    expect(whatIf([[record]], [])).toEqual([
      { gate: 'answers', then: 'pass', why: 'these checks do not have it' },
    ]);
    expect(
      rejudgeAnswers(
        answersRecordFor['captures-unreadable'](),
        answersRecordFor['captures-unreadable']().gate,
      ),
    ).toEqual({ verdict: answersRecordFor['captures-unreadable']().report.verdict });
    expect(whatIf([[]], [record.gate])).toEqual([
      { gate: 'answers', why: 'nobody compared answers then' },
    ]);
  });
});
