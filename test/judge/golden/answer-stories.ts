import { answerSpec } from '../../../src/judge/answers/answer-spec';
import { awaitLabel, emptyAwaiting } from '../../../src/judge/answers/awaiting-labels';
import { joinLabels, noLabels, takeLabel } from '../../../src/judge/answers/label-join';
import type { Pair } from '../../../src/judge/answers/pairing';
import type { AnswersRecord } from '../../../src/judge/record/answers-record';
import { labelLine } from '../../activities/support/label-line';
import { minute, noon, pairOf, said } from '../answers/story';
import { answersRecordOf } from '../record/made-answers-record';

const startOf = (index: number, n: number): number => noon + Math.floor((30 * index) / n) * minute;

/** Frauds that the candidate scores a little differently, and once in 500 misses; true labels of a third came. */
export function labelled(): AnswersRecord {
  const pairs = Array.from({ length: 2_000 }, (_, index): Pair => {
    const at = startOf(index, 2_000);
    const parts = {
      at,
      slices: { country: ['DE', 'BR', 'NZ'][index % 3]! },
      facets: { gender: index % 2 === 0 ? 'f' : 'm' },
    };
    const fraud = index % 10 === 0;
    const score = fraud ? 0.9 : 0.1 + (index % 7) / 50;
    const found = fraud && index % 500 !== 0;
    return pairOf(
      `id-${index}`,
      said(found ? 'fraud' : 'good', { ...parts, score: score + ((index % 5) - 1) / 128 }),
      said(fraud ? 'fraud' : 'good', { ...parts, score }),
    );
  });
  const [awaiting, joined] = [emptyAwaiting(), noLabels()];
  for (const pair of pairs) awaitLabel(awaiting, pair);
  const lines = pairs
    .filter((_, index) => index % 3 === 0 || index === 500)
    .map(({ id }, index) => labelLine(id, index % 10 === 0 && index % 70 !== 0 ? 'fraud' : 'good'));
  for (const line of [...lines, labelLine('id-3', 'fraud'), labelLine('nobody', 'good'), '{"torn'])
    takeLabel(joined, awaiting, line);
  const { truth, labels: tally } = joinLabels(joined, awaiting);
  return answersRecordOf(pairs, {
    labels: { place: 's3://labels/fraud', files: 2, ...tally },
    change: (counted) => Object.assign(counted.truth, truth),
  });
}

const ranking = answerSpec({
  form: {
    kind: 'ranking',
    list: { path: '$.items' },
    agreeBy: { by: 'kendall', depth: 5, least: 0.5 },
  },
  schema: [{ path: '$.items', types: ['array'] }],
});

const items = ['a', 'b', 'c', 'd', 'e'];
const swapped = ['b', 'a', 'c', 'd', 'e'];
const others = ['f', 'g', 'a', 'h', 'i'];

/** Rankings of which as many agree as must, in bursts: neither a pass nor a failure. */
export function ranked(): AnswersRecord {
  const pairs = Array.from({ length: 3_000 }, (_, index): Pair => {
    const at = startOf(index, 3_000);
    const shape = '$ object\n$.items array';
    const list = index % 1_000 < 10 ? others : index % 4 === 0 ? swapped : items;
    return pairOf(`id-${index}`, { at, shape, list }, { at, shape, list: items });
  });
  return answersRecordOf(pairs, { spec: ranking });
}
