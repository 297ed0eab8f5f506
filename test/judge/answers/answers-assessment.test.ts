import { mayViolate } from '../../../src/judge/answers/answers-assessment';
import type { AnswersTally } from '../../../src/judge/answers/answers-tally';
import { assessed, type Asked, type Share } from './assessed';

const during = { final: false };
const agreed = { n: 100, x: 0 };

test('all that agree: bounds, odds and counts as they are by hand', () => {
  const found = assessed({ n: 40, x: 0 });

  expect(found).toEqual({
    reason: 'within-limit',
    n: 400,
    x: 0,
    agreement: 1,
    // Clopper and Pearson without any disagreement: the n-th root of the error.
    lower: expect.closeTo(0.025 ** (1 / 400), 12) as number,
    upper: 1,
    dispersion: 1,
    odds: 1,
    oddsNeeded: 2_000,
    periods: 10,
    lost: 0,
    unreadable: 0,
    slices: [],
    schema: { known: true, answers: 400, violating: 0, violations: [] },
    faults: [],
  });
  expect(assessed({ n: 40, x: 0 }, { look: { final: true, look: 2 } }).lower).toBeCloseTo(
    0.0125 ** (1 / 400),
    12,
  );
});

test('all that disagree: a quarter of the error is for the whole, half of it for the first look', () => {
  const found = assessed([{ n: 3, x: 3 }]);

  expect(found).toMatchObject({ agreement: 0, lower: 0, periods: 1 });
  expect(found.upper).toBeCloseTo(1 - (0.001 / 4 / 2) ** (1 / 3), 12);
  expect(assessed([{ n: 3, x: 3 }], { look: { final: true, look: 3 } }).upper).toBeCloseTo(
    1 - (0.001 / 4 / 8) ** (1 / 3),
    12,
  );
});

// The betters stake 2, 10, 40 and 95 %, 36.75 % on average; one whole period against 99 % wins 99 times the stake.
const oneVote = 1 + 0.3675 * 99;

test.each<[what: string, periods: Share[], odds: number]>([
  ['a period of nothing but disagreement', [{ n: 5, x: 5 }], oneVote],
  [
    'the largest odds stand, whatever comes after them',
    [
      { n: 5, x: 5 },
      { n: 500, x: 0 },
    ],
    oneVote,
  ],
  ['odds are never under one', [{ n: 500, x: 0 }], 1],
  [
    'what was lost before has to be won back',
    [
      { n: 500, x: 0 },
      { n: 5, x: 5 },
    ],
    // Each better has lost its stake of 1 % of it before.
    [0.02, 0.1, 0.4, 0.95].reduce((sum, stake) => sum + (1 - stake) * (1 + 99 * stake), 0) / 4,
  ],
])('%s', (_, periods, odds) => {
  expect(assessed(periods, { look: during }).odds).toBeCloseTo(odds, 9);
});

test('periods are in the order of time, in whatever order they stand', () => {
  const mirrored = (tally: AnswersTally): void => {
    const rows = Object.entries(tally.periods.kept).reverse();
    for (const [name] of rows) delete tally.periods.kept[name];
    Object.assign(tally.periods.kept, Object.fromEntries(rows));
  };
  const periods = [
    { n: 5, x: 5 },
    { n: 500, x: 0 },
    { n: 9, x: 3 },
  ];

  expect(assessed(periods, { change: mirrored })).toEqual(assessed(periods));
});

test.each(['candidateOnly', 'stableOnly', 'ambiguous', 'late', 'overflow'] as const)(
  'what is lost as %s counts once',
  (how) => {
    const found = assessed({ n: 99, x: 0 }, { change: ({ pairing }) => (pairing[how] = 10) });

    expect(found).toMatchObject({ reason: 'within-limit', lost: 0.01 });
  },
);

test('lines that are no record are lost, of either arm', () => {
  const { lost } = assessed(
    { n: 97, x: 0 },
    {
      change: ({ refused, pairing }) => {
        refused.candidate['not-json'] = 10;
        refused.stable['no-id'] = 5;
        refused.stable['no-time'] = 5;
        pairing.late = 10;
      },
    },
  );

  expect(lost).toBe(0.03);
});

test('of the pairs so many have no readable answer of the stable, never more than all', () => {
  const unreadable = (times: number) => (tally: AnswersTally) => {
    tally.unreadable.stable['no-label'] = times;
  };

  expect(assessed(agreed, { change: unreadable(5) }).unreadable).toBe(0.005);
  expect(assessed([], { change: unreadable(5) }).unreadable).toBe(1);
});

test('so many answers may break the schema in a pass', () => {
  const may = (answers: number, schemaLimit: number): number =>
    mayViolate({ known: true, answers, violating: 0, violations: [] }, { schemaLimit });

  expect([may(999, 0.001), may(1_000, 0.001), may(1_999, 0.001)]).toEqual([0, 1, 1]);
});

const nothing = { n: 0, x: 0, agreement: 0, lower: 0, upper: 1, odds: 1, periods: 0, lost: 0 };

test.each<[Asked, fault: string]>([
  [{ gate: { alpha: 0 } }, 'alpha 0 is no chance of failing a good candidate'],
  [{ gate: { alpha: 1 } }, 'alpha 1 is no chance of failing a good candidate'],
  [{ gate: { alpha: NaN } }, 'alpha NaN is no chance of failing a good candidate'],
  [
    { gate: { minimum: { pairs: -1, periods: 0 } } },
    'a pass needs -1 pairs in 0 periods, which are no counts',
  ],
  [
    { gate: { minimum: { pairs: 0, periods: NaN } } },
    'a pass needs 0 pairs in NaN periods, which are no counts',
  ],
  [{ spec: { required: 2 } }, 'required 2 is not a share between 0 and 1'],
  [
    {
      spec: {
        form: {
          kind: 'regression',
          score: { column: -1 },
          tolerance: { absolute: 0, relative: 0 },
        },
      },
    },
    'column -1 is not a whole number from 0 on',
  ],
])('with a rule that means nothing no number is weighed: %j', (asked, fault) => {
  const found = assessed({ n: 100, x: 50 }, asked);

  expect(found).toMatchObject({ ...nothing, reason: 'unusable-spec', faults: [fault] });
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
});

test('nothing is weighed of what cannot be counts', () => {
  expect(
    assessed({ n: 100, x: 50 }, { change: ({ pairing }) => (pairing.late = -1) }),
  ).toMatchObject({ ...nothing, reason: 'bad-input', faults: [] });
});
