import { endlessShape } from '../../../src/judge/answers/answer-shape';
import type { AnswerSpec } from '../../../src/judge/answers/answer-spec';
import type { LabelsRead } from '../../../src/judge/answers/answers-report-text';
import type { AnswersTally } from '../../../src/judge/answers/answers-tally';
import type { Pair } from '../../../src/judge/answers/pairing';
import { answersRecord, type AnswersRecord } from '../../../src/judge/record/answers-record';
import type { Look } from '../../../src/judge/verdict';
import {
  end,
  gateOf,
  labels,
  manyPairs,
  minute,
  noon,
  pairOf,
  said,
  tallyOfPairs,
} from '../answers/story';

interface Told {
  readonly spec?: AnswerSpec;
  readonly look?: Look;
  readonly unreadable?: string;
  readonly labels?: LabelsRead;
  readonly change?: (tally: AnswersTally) => void;
}

/** The record of a shadow of half an hour with these pairs. */
export function answersRecordOf(
  pairs: readonly Pair[],
  { spec = labels, look = end, unreadable, labels: labelsRead, change }: Told = {},
): AnswersRecord {
  const tally = tallyOfPairs(spec, pairs);
  change?.(tally);
  return answersRecord({
    gate: gateOf(spec),
    look,
    window: {
      start: new Date(noon).toISOString(),
      end: new Date(noon + 30 * minute).toISOString(),
    },
    release: '000000000000/us-east-1/fraud/a',
    captures: 's3://captures/shadow/0123456789ab',
    files: 12,
    tally,
    ...(labelsRead && { labels: labelsRead }),
    ...(unreadable !== undefined && { unreadable }),
  });
}

export const same = manyPairs(2_000, () => false);
export const other = manyPairs(2_000, (index) => index % 10 === 0);

export const inCountry = (pairs: readonly Pair[], countryOf: (index: number) => string): Pair[] =>
  pairs.map(({ id, candidate, stable }, index) =>
    pairOf(id, candidate, { ...stable, slices: { country: countryOf(index) } }),
  );
export const shaped = (
  pairs: readonly Pair[],
  arm: 'candidate' | 'stable',
  shape: string,
): Pair[] => pairs.map((pair) => ({ ...pair, [arm]: { ...pair[arm], shape } }));
const silent = { at: noon, shape: '', fault: 'no-label' } as const;

/** Makes one record for each reason that the judge gives on answers, by its reason. */
export const answersRecordFor = {
  'within-limit': () => answersRecordOf(same),
  'answers-differ': () => answersRecordOf(other),
  'slice-differs': () =>
    answersRecordOf(
      inCountry(
        manyPairs(20_000, (index) => index % 200 === 0 && index % 5_000 > 1_900),
        (index) => (index % 200 === 0 ? 'BR' : 'DE'),
      ),
    ),
  'slice-suspected': () =>
    answersRecordOf(
      inCountry(
        manyPairs(4_000, (index) => index % 800 === 0),
        (index) => (index % 100 === 0 ? 'BR' : 'DE'),
      ),
    ),
  'schema-violated': () => answersRecordOf(shaped(same, 'candidate', '$ object\n$.score number')),
  'schema-suspected': () =>
    answersRecordOf([...shaped(same.slice(0, 3), 'candidate', '$ object'), ...same.slice(3)]),
  'schema-unlearned': () => answersRecordOf(shaped(same, 'stable', endlessShape)),
  unpaired: () => answersRecordOf(same, { change: (tally) => (tally.pairing.stableOnly = 30) }),
  'unreadable-answers': () =>
    answersRecordOf(same.map((pair, index) => (index < 30 ? { ...pair, stable: silent } : pair))),
  'too-few-pairs': () => answersRecordOf(manyPairs(300, () => false)),
  'too-few-periods': () =>
    answersRecordOf(same.map(({ id }) => pairOf(id, said('good'), said('good')))),
  'above-limit-not-proven': () => answersRecordOf(manyPairs(1_000, (index) => index % 100 === 0)),
  'no-traffic': () => answersRecordOf([]),
  'bad-input': () => answersRecordOf(same, { change: (tally) => (tally.compared.x = NaN) }),
  'too-early': () => answersRecordOf(same, { look: { final: false } }),
  'unusable-spec': () => answersRecordOf(same, { spec: { ...labels, required: 99 } }),
  'captures-unreadable': () => answersRecordOf([], { unreadable: 'NoSuchBucket: there is none' }),
} as const satisfies Readonly<Record<string, () => AnswersRecord>>;
