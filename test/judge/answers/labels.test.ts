import fc from 'fast-check';
import type { Answer } from '../../../src/judge/answers/answer';
import { answersReport } from '../../../src/judge/answers/answers-report';
import { answersReportText } from '../../../src/judge/answers/answers-report-text';
import {
  awaitLabel,
  emptyAwaiting,
  keptShare,
  type AwaitingLabels,
} from '../../../src/judge/answers/awaiting-labels';
import { idHash } from '../../../src/judge/answers/id-hash';
import { joinLabels, noLabels, takeLabel } from '../../../src/judge/answers/label-join';
import { labelRecord } from '../../../src/judge/answers/label-record';
import { labelText } from '../../../src/judge/answers/label-text';
import { noAnswers } from '../../../src/judge/answers/shadow-answers';
import { canonical } from '../../../src/release/canonical';
import { labelLine } from '../../activities/support/label-line';
import { end, gateOf, labels, manyPairs, pairOf, said, tallyOfPairs } from './story';

const silent: Answer = { at: 0, shape: '', fault: 'no-label' };

function awaitingOf(pairs: readonly ReturnType<typeof pairOf>[]): AwaitingLabels {
  const awaiting = emptyAwaiting();
  for (const pair of pairs) awaitLabel(awaiting, pair);
  return awaiting;
}

function joinedOf(awaiting: AwaitingLabels, lines: readonly string[]) {
  const joined = noLabels();
  for (const line of lines) takeLabel(joined, awaiting, line);
  return joinLabels(joined, awaiting);
}

describe('a line of ground truth', () => {
  test.each([
    [labelLine('r-1', '1'), { id: 'r-1', label: '1' }],
    [labelLine('r-1', '1.0'), { id: 'r-1', label: '1' }],
    [labelLine('r-1', '"not fraud"'), { id: 'r-1', label: 'not fraud' }],
    [labelLine('r-1', '"fraud"', 'JSON'), { id: 'r-1', label: 'fraud' }],
    [labelLine('r-1', 'true', 'JSON'), { id: 'r-1', label: 'true' }],
    [labelLine('r-1', '1.50', 'JSON'), { id: 'r-1', label: '1.5' }],
    [labelLine('r-1', 'ZnJhdWQ=', 'BASE64'), { id: 'r-1', label: 'fraud' }],
    [labelLine('constructor', '1'), { id: '"constructor"', label: '1' }],
  ])('%s is a label', (line, record) => {
    expect(labelRecord(line)).toEqual({ record });
  });

  test.each([
    ['{"groundTruthData":', 'not-json'],
    ['[1]', 'not-json'],
    ['{}', 'no-id'],
    [labelLine('', '1'), 'no-id'],
    ['{"eventMetadata":{"eventId":"r-1"}}', 'no-label'],
    [labelLine('r-1', ''), 'no-label'],
    [labelLine('r-1', '{"label":"fraud"}', 'JSON'), 'no-label'],
    [labelLine('r-1', '""', 'JSON'), 'no-label'],
    [labelLine('r-1', 'null', 'JSON'), 'no-label'],
    [labelLine('r-1', 'no JSON', 'JSON'), 'no-label'],
    [labelLine('r-1', '1,0.7'), 'several-values'],
    [labelLine('r-1', '1\n0'), 'several-values'],
    [labelLine('r-1', '1', 'XML'), 'unknown-encoding'],
    [labelLine('r-1', '***', 'BASE64'), 'undecodable'],
    [
      '{"groundTruthData":{"data":1,"encoding":"CSV"},"eventMetadata":{"eventId":"a"}}',
      'undecodable',
    ],
  ])('%s is refused', (line, refusal) => {
    expect(labelRecord(line)).toEqual({ refusal });
  });
});

test.each<[value: Parameters<typeof labelText>[0], label: string]>([
  [1, '1'],
  ['12.0', '12'],
  ['-0', '0'],
  ['-1.50', '-1.5'],
  ['0.100000', '0.1'],
  [' fraud ', 'fraud'],
  [' 1.0 ', '1'],
  [true, 'true'],
  ['123456789012345.0', '123456789012345'],
  // More digits than a number keeps, leading zeros and other forms are texts.
  ['1234567890123456.0', '1234567890123456.0'],
  ['1.1000000', '1.1000000'],
  ['1ab', '1ab'],
  ['01', '01'],
  ['1.', '1.'],
  ['.5', '.5'],
  ['1e3', '1e3'],
  ['+1', '+1'],
  ['v1.0', 'v1.0'],
  ['1.0.0', '1.0.0'],
])('%j is the label %s', (value, label) => {
  expect(labelText(value)).toBe(label);
});

describe('labels join both arms', () => {
  const pairs = [
    pairOf('both', said('fraud'), said('fraud')),
    pairOf('candidate', said('fraud'), said('good')),
    pairOf('stable', said('good'), said('fraud')),
    pairOf('neither', said('good'), said('good')),
    pairOf('mute', silent, said('fraud')),
    pairOf('late', said('fraud'), said('fraud')),
  ];
  const awaiting = awaitingOf(pairs);
  const all = ['both', 'candidate', 'stable', 'neither', 'mute'].map((id) =>
    labelLine(id, 'fraud'),
  );

  test('and say who was right; an arm without an answer was not', () => {
    expect(joinedOf(awaiting, all)).toEqual({
      truth: { n: 5, both: 1, candidateOnly: 1, stableOnly: 2 },
      labels: {
        lines: 5,
        refused: {},
        strangers: 0,
        awaited: 6,
        share: 1,
        missing: 1,
        contradictory: 0,
        ambiguous: 0,
      },
    });
  });

  test('the same label twice is one, two different ones are none', () => {
    const lines = [...all, labelLine('both', 'fraud'), labelLine('stable', 'good'), '', ' '];

    const { truth, labels: found } = joinedOf(awaiting, [...lines, '{"torn', labelLine('x', '1')]);

    expect(truth).toEqual({ n: 4, both: 1, candidateOnly: 1, stableOnly: 1 });
    expect(found).toMatchObject({
      lines: 9,
      refused: { 'not-json': 1 },
      strangers: 1,
      contradictory: 1,
    });
  });

  test('a label of two pairs is of neither', () => {
    const twice = awaitingOf([...pairs, pairOf('both', said('good'), said('good'))]);

    expect(joinedOf(twice, all)).toMatchObject({
      truth: { n: 4, both: 0 },
      labels: { awaited: 6, ambiguous: 1 },
    });
  });

  test('in whatever order lines and pairs come, and kept as JSON in between', () => {
    const labelled = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), fc.constantFrom('0', '1', '')),
      { maxLength: 12 },
    );
    const shuffled = labelled.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    );
    const of = (ids: readonly string[]) =>
      awaitingOf(ids.map((id) => pairOf(id, said('1'), said('0'))));
    const ids = ['a', 'b', 'c', 'd'];
    const reordered = fc.shuffledSubarray(ids, { minLength: ids.length });
    fc.assert(
      fc.property(shuffled, reordered, ([one, other], anew) => {
        const whole = of(ids);
        const kept = JSON.parse(JSON.stringify(of(anew))) as AwaitingLabels;
        const lines = (told: readonly (readonly [string, string])[]) =>
          told.map(([id, label]) => labelLine(id, label));

        expect(canonical(joinedOf(kept, lines(other)))).toBe(
          canonical(joinedOf(whole, lines(one))),
        );
      }),
    );
  });
});

test('of more pairs than are kept the same ones are, in any order, and their share is said', () => {
  const many = Array.from({ length: 100_001 }, (_, index) =>
    pairOf(`r-${index}`, said('good'), said('good')),
  );
  const one = awaitingOf(many.slice(0, 100_000));
  awaitLabel(one, many[0]!);
  expect([keptShare(one), Object.keys(one.pairs).length]).toEqual([1, 100_000]);

  awaitLabel(one, many[100_000]!);
  const other = awaitingOf([...many].reverse());
  awaitLabel(other, many[0]!);

  const kept = Object.keys(one.pairs).length;
  expect(keptShare(one)).toBe(0.5);
  expect(kept).toBeGreaterThan(49_000);
  expect(kept).toBeLessThan(51_000);
  expect(canonical(other)).toBe(canonical(one));
});

test('a pair is kept where its id hashes below the bound, and only there', () => {
  const below = (hash: number): AwaitingLabels => ({ below: hash, pairs: {} });
  const [at, above] = [below(idHash('a')), below(idHash('a') + 1)];
  for (const awaiting of [at, above]) awaitLabel(awaiting, pairOf('a', said('good'), silent));

  expect(at.pairs).toEqual({});
  expect(above.pairs).toEqual({ a: ['good', null] });
});

describe('what labels say of a release', () => {
  /** Of 2,000 pairs the candidate alone is wrong in the indexed ones. */
  function told(wrong: (index: number) => boolean) {
    const pairs = manyPairs(2_000, wrong);
    const awaiting = awaitingOf(pairs);
    const lines = pairs.map(({ id }) => labelLine(id, 'good'));
    const { truth, labels: found } = joinedOf(awaiting, lines);
    const tally = { ...tallyOfPairs(labels, pairs), truth };
    const report = answersReport(gateOf(labels), tally, end);
    const read = { place: 's3://labels/fraud', files: 1, ...found };
    return { report, text: answersReportText(report, read) };
  }

  test('the difference of accuracy stands with its interval', () => {
    const { report, text } = told((index) => index % 500 === 1);

    expect(report.truth).toMatchObject({ n: 2_000, stable: 1, candidate: 0.998, p: 0.125 });
    expect(report.truth!.difference).toBeCloseTo(-0.002, 12);
    expect(report.truth!.low).toBeLessThan(-0.002);
    expect(report.truth!.high).toBeGreaterThan(-0.002);
    expect(text).toMatch(
      /\| 2000 \| 99\.8 % \| 100 % \| -0\.2 \(\S+ to \S+\) points \| 0\.125 \| (ruled out|neither) \|/,
    );
    expect(text).toContain('labels: 2000 of 2000 pairs; lines: 2000 in 1 file');
  });

  test.each([
    ['within-margin', () => false],
    ['open', (index: number) => index % 200 === 1],
    ['beyond-margin', (index: number) => index % 20 === 1],
  ] as const)('a loss is %s', (loss, wrong) => {
    expect(told(wrong).report.truth?.loss).toBe(loss);
  });

  test('they change no verdict', () => {
    for (const nth of [20, 100, 500]) {
      const pairs = manyPairs(2_000, (index) => index % nth === 1);
      const without = answersReport(gateOf(labels), tallyOfPairs(labels, pairs), end);

      expect(told((index) => index % nth === 1).report.verdict).toEqual(without.verdict);
    }
  });

  test('labels that cannot be read, or are not there, are told', () => {
    const report = answersReport(
      gateOf(labels),
      tallyOfPairs(
        labels,
        manyPairs(400, () => false),
      ),
      end,
    );
    const none = joinLabels(noLabels(), awaitingOf(manyPairs(400, () => false))).labels;
    const read = { place: 's3://labels/fraud', files: 0, ...none };

    expect(answersReportText(report, read)).toContain(
      'labels: 0 of 400 pairs; lines: 0 in 0 files; pairs without one: 400',
    );
    expect(answersReportText(report, { ...read, fault: 'AccessDenied: no' })).toContain(
      'labels: those under s3://labels/fraud cannot be read: AccessDenied: no',
    );
    expect(report.truth).toBeUndefined();
  });
});

test('pairs wait for labels only where some are expected', () => {
  expect(noAnswers().awaiting).toBeUndefined();
  expect(noAnswers(true).awaiting).toEqual(emptyAwaiting());
});
