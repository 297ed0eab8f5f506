import type { AnswersTally } from '../../../src/judge/answers/answers-tally';
import { assessed, type Asked, type Share } from './assessed';

const during = { final: false };
type Case = [shares: Share | readonly Share[], asked?: Asked];
const agreed = { n: 100, x: 0 };
const all: Share = { n: 1, x: 1 };
const unhurt = { alpha: 0.999, minimum: { pairs: 0, periods: 0 } };
const slice = (n: number, x: number) => (tally: AnswersTally) => {
  tally.slices['country'] = { kept: { BR: { n, x } }, other: { n: 0, x: 0 } };
};
const broken = (answers: number) => (tally: AnswersTally) => {
  const whole = tally.shapes.kept['$ object']!;
  whole.candidate -= answers;
  tally.shapes.kept['$ array'] = { candidate: answers, stable: 0 };
};

test.each<[reason: string, what: string, ...Case]>([
  ['too-early', 'one disagreement is no pattern', [all], { gate: unhurt, look: during }],
  [
    'answers-differ',
    'two of them are, where odds suffice',
    [{ n: 2, x: 2 }],
    { gate: unhurt, look: during },
  ],
  [
    'too-early',
    'where a pair in a hundred has no counterpart odds prove nothing',
    { n: 99, x: 90 },
    { look: during, change: ({ pairing }) => (pairing.late = 11) },
  ],
  [
    'unpaired',
    'nor do they at the end',
    { n: 99, x: 90 },
    { change: ({ pairing }) => (pairing.late = 11) },
  ],
  [
    'answers-differ',
    'of one in a hundred they do',
    { n: 99, x: 90 },
    { look: during, change: ({ pairing }) => (pairing.late = 10) },
  ],
  [
    'too-early',
    'where more than one in a hundred of the stable cannot be read odds prove nothing',
    { n: 100, x: 90 },
    { look: during, change: ({ unreadable }) => (unreadable.stable['no-label'] = 11) },
  ],
  [
    'unreadable-answers',
    'nor do they at the end',
    { n: 100, x: 90 },
    { change: ({ unreadable }) => (unreadable.stable['no-label'] = 11) },
  ],
  [
    'answers-differ',
    'of one in a hundred they do',
    { n: 100, x: 90 },
    { look: during, change: ({ unreadable }) => (unreadable.stable['no-label'] = 10) },
  ],
  [
    'within-limit',
    'answers of the candidate that cannot be read are disagreements, and no more than that',
    agreed,
    { change: ({ unreadable }) => (unreadable.candidate['no-label'] = 500) },
  ],
  ['no-traffic', 'nothing was captured', [], {}],
  [
    'too-few-pairs',
    'answers were captured, and none compared',
    [],
    { gate: unhurt, change: ({ records }) => (records.candidate = records.stable = 5) },
  ],
  [
    'within-limit',
    'as many pairs as a pass needs',
    { n: 37, x: 0 },
    { gate: { minimum: { pairs: 370, periods: 10 } } },
  ],
  [
    'too-few-pairs',
    'one pair less',
    { n: 37, x: 0 },
    { gate: { minimum: { pairs: 371, periods: 10 } } },
  ],
  [
    'within-limit',
    'as many periods as a pass needs',
    agreed,
    { gate: { minimum: { pairs: 1, periods: 10 } } },
  ],
  ['too-few-periods', 'one period less', agreed, { gate: { minimum: { pairs: 1, periods: 11 } } }],
  [
    'above-limit-not-proven',
    'one disagreement of one pair is no proof, however much error there is to spend',
    [all],
    { gate: unhurt, spec: { required: 0.99, sliceRequired: 0 } },
  ],
  [
    'answers-differ',
    'two of two are',
    [{ n: 2, x: 2 }],
    { gate: unhurt, spec: { required: 0.99, sliceRequired: 0 } },
  ],
  [
    'answers-differ',
    'two of two are where odds do not suffice, but the bound does',
    [{ n: 2, x: 2 }],
    { gate: unhurt, spec: { required: 0.7, sliceRequired: 0 } },
  ],
  [
    'slice-suspected',
    'one disagreement in a slice is no proof',
    [{ n: 999, x: 1 }],
    { gate: unhurt, change: slice(1, 1) },
  ],
  ['slice-differs', 'two are', [{ n: 999, x: 2 }], { gate: unhurt, change: slice(2, 2) }],
  ['within-limit', 'a slice that agrees is unremarkable', agreed, { change: slice(400, 0) }],
  [
    'schema-suspected',
    'one answer that breaks the schema is no proof, even where none may',
    agreed,
    { gate: unhurt, spec: { schemaLimit: 0 }, change: broken(1) },
  ],
  [
    'schema-violated',
    'two are',
    agreed,
    { gate: unhurt, spec: { schemaLimit: 0 }, change: broken(2) },
  ],
  // Of 1,000 answers at 0.1 % seven or more break it with a chance of 1 in 12,000, eight with 1 in 100,000; 1 in 16,000 is spent.
  ['schema-suspected', 'seven of 1,000 are no proof', agreed, { change: broken(7) }],
  ['schema-violated', 'eight are', agreed, { change: broken(8) }],
  ['within-limit', 'as many as may break the schema', agreed, { change: broken(1) }],
  ['schema-suspected', 'one more', agreed, { change: broken(2) }],
  [
    'schema-unlearned',
    'shapes that were not kept',
    agreed,
    { change: ({ shapes }) => (shapes.other.candidate = 30) },
  ],
])('%s: %s', (reason, _, shares, asked) => {
  expect(assessed(shares, asked).reason).toBe(reason);
});
