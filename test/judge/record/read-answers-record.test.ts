import type { AnswersRecord } from '../../../src/judge/record/answers-record';
import { readAnswersRecord } from '../../../src/judge/record/read-answers-record';
import { canonical } from '../../../src/release/canonical';
import { answersRecordOf, same } from './made-answers-record';

const record = answersRecordOf(same.slice(0, 20));
const { gate, tally, window } = record;

const read = (change: object): AnswersRecord | string =>
  readAnswersRecord(JSON.parse(canonical({ ...record, ...change })));
const withSpec = (change: object): object => ({
  gate: { ...gate, spec: { ...gate.spec, ...change } },
});
const withTally = (change: object): object => ({ tally: { ...tally, ...change } });

const noAnswers = 'its gate is not on answers';
const noKind = 'its answers are of no kind that is known here';
const noSlices = 'its rule has no slices or facets';
const noLook = 'it does not say whether its look was the last one';
const noWindow = 'its window has no start and end';
const noRelease = 'it does not say of which release it is';
const noCaptures = 'it does not say which captures were read';

test.each<[string, object, string]>([
  ['no gate', { gate: null }, noAnswers],
  ['a gate of another kind', { gate: { ...gate, kind: 'ratio' } }, noAnswers],
  ['a gate without a name', { gate: { ...gate, id: undefined } }, noAnswers],
  ['no spec', { gate: { ...gate, spec: null } }, noKind],
  ['no form', withSpec({ form: undefined }), noKind],
  ['a form of another kind', withSpec({ form: { kind: 'poem' } }), noKind],
  ['no slices', withSpec({ slices: undefined }), noSlices],
  ['no facets', withSpec({ facets: {} }), noSlices],
  ['no minimum', { gate: { ...gate, minimum: 5 } }, 'its gate has no minimum'],
  ['no look', { look: null }, noLook],
  ['a look that does not say', { look: { final: 'yes' } }, noLook],
  ['no window', { window: null }, noWindow],
  ['no start', { window: { end: window.end } }, noWindow],
  ['no end', { window: { start: window.start } }, noWindow],
  ['no release', { release: undefined }, noRelease],
  ['no place of captures', { captures: undefined }, noCaptures],
  ['no number of files', { files: '12' }, noCaptures],
  ['no report', { report: null }, 'it has no verdict'],
  ['no verdict', { report: { ...record.report, verdict: null } }, 'it has no verdict'],
  ['a verdict without result', { report: { verdict: { result: 1 } } }, 'it has no verdict'],
  ['a tally that is none', { tally: 5 }, 'it has no tally'],
  ['a sample that is no list', withTally({ sample: {} }), 'it has no tally.sample'],
  ['no sample', withTally({ sample: undefined }), 'it has no tally.sample'],
  ['no comparisons', withTally({ compared: { n: 1 } }), 'it has no tally.compared.x'],
  ['refusals that are none', withTally({ refused: 0 }), 'it has no tally.refused'],
  ['no shapes', withTally({ shapes: [] }), 'it has no tally.shapes'],
])('a record with %s is refused', (_, change, why) => {
  expect(read(change)).toBe(why);
});

test.each(['classification', 'regression', 'ranking', 'opaque'])(
  'answers of the kind %s',
  (kind) => {
    const change = withSpec({ form: { kind } });

    expect(read(change)).toMatchObject(change);
  },
);

test('whether counts are counts is left to the judge, and numbers that JSON has not come back', () => {
  const compared = { n: { $number: 'NaN' }, x: 'many' };

  expect(read(withTally({ compared }))).toMatchObject({
    tally: { compared: { n: NaN, x: 'many' } },
  });
});
