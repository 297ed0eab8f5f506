import type { Answer } from '../../../src/judge/answers/answer';
import { answerSpec, type AnswerSpec } from '../../../src/judge/answers/answer-spec';
import { emptyTally } from '../../../src/judge/answers/answers-tally';
import { labels, noon, prices, tallyOfPairs } from './story';

const ranked = answerSpec({
  form: {
    kind: 'ranking',
    list: { path: '$' },
    agreeBy: { by: 'overlap', depth: 5, least: 1 },
  },
});

const tallyOf = (spec: AnswerSpec, candidate: Partial<Answer>, stable: Partial<Answer>) =>
  tallyOfPairs(spec, [
    {
      id: 'a',
      candidate: { at: noon + 59_999, shape: '$ number', ...candidate },
      stable: { at: noon + 60_000, shape: '$ string', ...stable },
    },
  ]);

test('all that is kept of one pair that disagrees', () => {
  const request = { slices: { country: 'BR' }, facets: { gender: 'f' } };
  const one = { label: 'fraud', score: 2, ...request };
  const two = { label: 'good', score: 1 };
  const share = { n: 1, x: 1 };
  const none = { n: 0, x: 0 };
  const noShapes = { candidate: 0, stable: 0 };
  const noCells = { n: 0, both: 0, candidateOnly: 0, stableOnly: 0 };

  expect(tallyOf(labels, one, two)).toEqual({
    records: { candidate: 1, stable: 1 },
    refused: { candidate: {}, stable: {} },
    pairing: { ...emptyTally().pairing, pairs: 1 },
    compared: share,
    unreadable: { candidate: {}, stable: {} },
    differs: { label: 1 },
    ranks: { n: 0, overlap: {}, tau: {} },
    truth: noCells,
    scores: {
      n: 1,
      beyond: 1,
      difference: { 0: 1 },
      differenceSquares: { 0: 1 },
      distance: { 3841: 1 },
      candidate: { sum: { 0: 2 }, squares: { 0: 4 }, histogram: { 3905: 1 } },
      stable: { sum: { 0: 1 }, squares: { 0: 1 }, histogram: { 3841: 1 } },
    },
    classes: { n: 1, agree: 0, classes: { fraud: 1, good: 1 }, cells: { good: { fraud: 1 } } },
    // What the request was is known from either arm.
    slices: { country: { kept: { BR: share }, other: none } },
    facets: { gender: { kept: { f: { ...noCells, n: 1, candidateOnly: 1 } }, other: noCells } },
    shapes: {
      kept: { '$ number': { candidate: 1, stable: 0 }, '$ string': { candidate: 0, stable: 1 } },
      other: noShapes,
    },
    // Minutes since 1970, of the earlier answer: 1767614459.999 s.
    periods: { kept: { '000029460240': share }, other: none },
    sample: [{ id: 'a', at: '2026-01-05T12:00:59.999Z', differs: ['label'] }],
  });
  expect(tallyOf(labels, two, one)).toMatchObject({
    slices: { country: { kept: { BR: share } } },
    facets: { gender: { kept: { f: { ...noCells, n: 1, stableOnly: 1 } } } },
  });
});

test('the request is what the stable got, where both were captured', () => {
  const of = (country: string) => ({
    label: 'a',
    slices: { country },
    facets: { gender: country },
  });

  const tally = tallyOf(labels, of('BR'), of('DE'));

  expect(Object.keys(tally.slices['country']!.kept)).toEqual(['DE']);
  expect(Object.keys(tally.facets['gender']!.kept)).toEqual(['DE']);
});

test('a pair whose stable answer says nothing is not compared, one whose candidate says nothing disagrees', () => {
  const fault = { fault: 'no-label' } as const;

  expect(tallyOf(labels, { label: 'a', score: 1 }, fault)).toEqual({
    ...emptyTally(),
    records: { candidate: 1, stable: 1 },
    pairing: { ...emptyTally().pairing, pairs: 1 },
    unreadable: { candidate: {}, stable: { 'no-label': 1 } },
    shapes: expect.objectContaining({ kept: expect.anything() as object }) as object,
  });
  expect(tallyOf(labels, { ...fault, score: 1 }, { label: 'a', score: 1 })).toMatchObject({
    compared: { n: 1, x: 1 },
    unreadable: { candidate: { 'no-label': 1 }, stable: {} },
    differs: { unreadable: 1 },
    classes: { n: 0 },
    scores: { n: 1, beyond: 0 },
  });
});

test('scores are beyond the tolerance of the form, or not the same where it has none', () => {
  const plain = answerSpec({
    form: { kind: 'classification', label: { column: 0 }, score: { column: 1 } },
  });
  const scored = (spec: AnswerSpec, score: number) =>
    tallyOf(spec, { label: 'a', score }, { label: 'a', score: 100 });

  expect(scored(prices, 100.1)).toMatchObject({ scores: { n: 1, beyond: 0 }, compared: { x: 0 } });
  expect(scored(prices, 100.2)).toMatchObject({ scores: { n: 1, beyond: 1 }, compared: { x: 1 } });
  expect(scored(plain, 100)).toMatchObject({ scores: { n: 1, beyond: 0 }, compared: { x: 0 } });
  expect(scored(plain, 100.001)).toMatchObject({ scores: { n: 1, beyond: 1 }, compared: { x: 0 } });
  expect(tallyOf(plain, { label: 'a' }, { label: 'a', score: 1 }).scores).toEqual(
    emptyTally().scores,
  );
  expect(tallyOf(plain, { label: 'a', score: 1 }, { label: 'a' }).scores).toEqual(
    emptyTally().scores,
  );
  // Without an outcome there is nothing to count in facets.
  expect(tallyOf(plain, { label: 'a', facets: { gender: 'f' } }, { label: 'a' }).facets).toEqual(
    {},
  );
});

test('ranked lists are summed up by both measures', () => {
  const tally = tallyOf(ranked, { list: ['a', 'b'] }, { list: ['b', 'a'] });

  expect(tally).toMatchObject({
    compared: { n: 1, x: 0 },
    ranks: { n: 1, overlap: { 0: 1 }, tau: { 0: -1 } },
    sample: [],
  });
});

test('periods are as long as the spec says', () => {
  const hours = { ...labels, periodSeconds: 3_600 };

  expect(Object.keys(tallyOf(hours, { label: 'a' }, { label: 'a' }).periods.kept)).toEqual([
    '000000491004',
  ]);
});
