import type { AnswersTally } from '../../../src/judge/answers/answers-tally';
import { soundTally } from '../../../src/judge/answers/sound-tally';
import { labels, noon, pairOf, said, tallyOfPairs } from './story';

/** Ten pairs in one period, of which two disagree; labels of four came. */
function tally(): AnswersTally {
  const pairs = Array.from({ length: 10 }, (_, index) =>
    pairOf(
      `id-${index}`,
      said(index < 2 ? 'fraud' : 'good', { at: noon }),
      said('good', { at: noon, slices: { country: 'BR' } }),
    ),
  );
  const made = tallyOfPairs(labels, pairs);
  Object.assign(made.truth, { n: 4, both: 1, candidateOnly: 1, stableOnly: 2 });
  made.refused.candidate['not-json'] = 1;
  made.unreadable.stable['no-label'] = 1;
  return made;
}

const period = ({ periods }: AnswersTally) => Object.values(periods.kept)[0]!;
const brazil = ({ slices }: AnswersTally) => slices['country']!.kept['BR']!;

type Change = (tally: AnswersTally) => void;

test.each<[what: string, change: Change]>([
  ['as they were counted', () => undefined],
  ['truth of every pair', ({ truth }) => Object.assign(truth, { n: 10 })],
  ['truth in which neither was ever right', ({ truth }) => Object.assign(truth, { both: 0 })],
  ['pairs that were not compared', (of) => (of.pairing.pairs = 12)],
  ['pairs whose slice is not known', (of) => Object.assign(brazil(of), { n: 9, x: 1 })],
  [
    'what was beyond the bounds',
    (of) => {
      const share = { ...period(of) };
      Object.assign(period(of), { n: 0, x: 0 });
      Object.assign(of.periods.other, share);
      Object.assign(of.slices['country']!.other, { n: 0, x: 0 });
    },
  ],
])('counts are sound: %s', (_, change) => {
  const changed = tally();
  change(changed);

  expect(soundTally(changed)).toBe(true);
});

test.each<[what: string, change: Change]>([
  ['half a pair', (of) => (of.pairing.pairs = 10.5)],
  ['fewer pairs than compared', (of) => (of.pairing.pairs = 9)],
  ['a count below zero', (of) => (of.pairing.late = -1)],
  ['more disagreements than pairs', (of) => [of.compared, period(of)].forEach((a) => (a.x = 11))],
  ['a negative disagreement', (of) => [of.compared, period(of)].forEach((a) => (a.x = -1))],
  ['half a disagreement', (of) => [of.compared, period(of)].forEach((a) => (a.x = 1.5))],
  ['no number of pairs', (of) => [of.compared, period(of)].forEach((a) => (a.n = NaN))],
  ['a period with fewer pairs', (of) => (period(of).n = 9)],
  ['a period with fewer disagreements', (of) => (period(of).x = 1)],
  ['a further period', (of) => (of.periods.kept['000000000000'] = { n: 1, x: 0 })],
  ['pairs beyond the periods', (of) => (of.periods.other.n = 1)],
  ['a slice with more pairs than all', (of) => (brazil(of).n = 11)],
  ['a slice with more disagreements than all', (of) => (brazil(of).x = 3)],
  ['a slice with more disagreements than pairs', (of) => (brazil(of).n = 1)],
  ['pairs beyond the slices', (of) => (of.slices['country']!.other.n = 1)],
  ['disagreements beyond the slices', (of) => (of.slices['country']!.other.x = -1)],
  ['truth of more than all pairs', ({ truth }) => (truth.n = 11)],
  ['more right answers of both than labels', ({ truth }) => (truth.both = 2)],
  ['more right answers of one than labels', ({ truth }) => (truth.stableOnly = 3)],
  ['half a label', ({ truth }) => (truth.candidateOnly = 0.5)],
  ['half a record', ({ records }) => (records.stable = 0.5)],
  ['half a refused line', ({ refused }) => (refused.candidate['not-json'] = 0.5)],
  ['a negative refused line', ({ refused }) => (refused.stable['no-id'] = -1)],
  ['half an unreadable answer', ({ unreadable }) => (unreadable.stable['no-label'] = 0.5)],
  ['a negative unreadable answer', ({ unreadable }) => (unreadable.candidate['no-label'] = -1)],
  ['half a shape', ({ shapes }) => (Object.values(shapes.kept)[0]!.candidate = 0.5)],
  ['half a shape beyond the bound', ({ shapes }) => (shapes.other.stable = 0.5)],
])('counts are not sound: %s', (_, change) => {
  const changed = tally();
  change(changed);

  expect(soundTally(changed)).toBe(false);
});
