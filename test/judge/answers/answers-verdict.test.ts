import fc from 'fast-check';
import { answerSpec, type AnswerSpec } from '../../../src/judge/answers/answer-spec';
import type { AnswersGate } from '../../../src/judge/answers/answers-gate';
import { answersReport } from '../../../src/judge/answers/answers-report';
import type { AnswersTally } from '../../../src/judge/answers/answers-tally';
import { answersVerdict } from '../../../src/judge/answers/answers-verdict';
import { endlessShape } from '../../../src/judge/answers/answer-shape';
import type { Pair } from '../../../src/judge/answers/pairing';
import { end, gateOf, labels, manyPairs, minute, noon, pairOf, said, tallyOfPairs } from './story';

type Change = (tally: AnswersTally) => void;
const sameSaid = manyPairs(2_000, () => false);
const every = (nth: number) => (index: number) => index % nth === 0;

const inCountry = (pairs: readonly Pair[], countryOf: (index: number) => string): Pair[] =>
  pairs.map(({ id, candidate, stable }, index) => ({
    id,
    candidate,
    stable: { ...stable, slices: { country: countryOf(index) } },
  }));

const withShape = (
  pairs: readonly Pair[],
  shapes: { candidate?: string; stable?: string },
): Pair[] =>
  pairs.map(({ id, candidate, stable }) => ({
    id,
    candidate: { ...candidate, shape: shapes.candidate ?? candidate.shape },
    stable: { ...stable, shape: shapes.stable ?? stable.shape },
  }));

const cases: [reason: string, sentence: RegExp, pairs: Pair[], change?: Change][] = [
  [
    'within-limit',
    /^2000 of 2000 pairs of answers agree \(100 %, required: 99 %\); .* at least 99\.816 %/,
    sameSaid,
  ],
  [
    'answers-differ',
    /^4900 of 5000 pairs .* \(98 %, required: 99 %\); the odds against .* are over a million : 1 \(needed: 2000 : 1\)\.$/,
    manyPairs(5_000, every(50)),
  ],
  [
    'answers-differ',
    /^4900 of 5000 pairs .* \(98 %, required: 99 %\); beyond doubt at most 98\.\d+ % do\.$/,
    manyPairs(5_000, every(50)).map(({ id, candidate, stable }, index) => {
      const at = noon + (index % 3) * minute;
      return pairOf(id, { ...candidate, at }, { ...stable, at });
    }),
  ],
  [
    'slice-differs',
    /but in slice country = BR only 40 of 100 pairs agree \(40 %, required: 98 %\): beyond doubt/,
    inCountry(
      manyPairs(20_000, (index) => index % 200 === 0 && index % 5_000 > 1_900),
      (index) => (index % 200 === 0 ? 'BR' : 'DE'),
    ),
  ],
  [
    'slice-suspected',
    /but in slice country = BR only 35 of 40 pairs agree .*: too few for a pass, though no proof/,
    inCountry(
      manyPairs(4_000, (index) => index % 800 === 0),
      (index) => (index % 100 === 0 ? 'BR' : 'DE'),
    ),
  ],
  [
    'schema-violated',
    /^2000 of 2000 answers of the candidate break the schema \(limit 0\.1 %\), first of all \$\.label \(missing\); 2000 of 2000/,
    withShape(sameSaid, { candidate: '$ object\n$.score number' }),
  ],
  [
    'schema-unlearned',
    /too many shapes .* give the paths/,
    withShape(sameSaid, { stable: endlessShape }),
  ],
  [
    'unpaired',
    /^1\.48 % of the captured answers have no counterpart \(limit 1 %\), of 2000 of the candidate/,
    sameSaid,
    (tally) => (tally.pairing.stableOnly = 30),
  ],
  ['unpaired', /no counterpart/, sameSaid, (tally) => (tally.refused.stable['not-json'] = 30)],
  [
    'unpaired',
    /^100 % of the captured answers .* of 0 of the candidate and 50 of the stable/,
    [],
    (tally) => {
      tally.records.stable = 50;
      tally.pairing.stableOnly = 50;
    },
  ],
  [
    'unreadable-answers',
    /^1\.5 % of the stable's answers say nothing .*: no-label 30\.$/,
    [
      ...sameSaid.slice(30),
      ...sameSaid
        .slice(0, 30)
        .map((pair) => ({ ...pair, stable: { at: noon, shape: '', fault: 'no-label' as const } })),
    ],
  ],
  [
    'too-few-pairs',
    /^Only 300 pairs of answers of the 368 that a pass needs/,
    manyPairs(300, () => false),
  ],
  [
    'too-few-periods',
    /^Only 1 periods with answers of the 10/,
    sameSaid.map(({ id }) => pairOf(id, said('good'), said('good'))),
  ],
  [
    'above-limit-not-proven',
    /^990 of 1000 pairs .* neither harm nor agreement as required is proven, it may be as low as 98\.\d+ %/,
    manyPairs(1_000, every(100)),
  ],
  [
    'above-limit-not-proven',
    /neither harm nor agreement .* and 4 of 1000 answers of the candidate break the schema/,
    manyPairs(1_000, every(100)).map((pair, index) =>
      index % 300 === 1 ? { ...pair, candidate: { ...pair.candidate, shape: '$ object' } } : pair,
    ),
  ],
  [
    'schema-suspected',
    /; but 3 of 2000 answers of the candidate break the schema .*: too many for a pass, though no proof/,
    [...sameSaid.slice(3), ...withShape(sameSaid.slice(0, 3), { candidate: '$ object' })],
  ],
  ['no-traffic', /^No answers were captured/, []],
  ['bad-input', /are not counts/, sameSaid, (tally) => (tally.compared.x = NaN)],
  ['bad-input', /are not counts/, sameSaid, (tally) => (tally.compared.n = 1e12)],
  ['bad-input', /are not counts/, sameSaid, (tally) => (tally.pairing.late = -5)],
];

const fails = ['answers-differ', 'slice-differs', 'schema-violated'];

test.each(cases)('at the end of the window: %s, %p', (...[reason, sentence, pairs, change]) => {
  const tally = tallyOfPairs(labels, pairs);
  change?.(tally);

  const given = answersVerdict(gateOf(labels), tally, end);

  expect(given.reason).toBe(reason);
  expect(given.sentence).toMatch(sentence);
  expect(given.result).toBe(
    reason === 'within-limit' ? 'pass' : fails.includes(reason) ? 'fail' : 'inconclusive',
  );
});

test('during the window only harm that clusters of bad luck cannot explain fails', () => {
  const early = { final: false };
  const verdictOf = (pairs: readonly Pair[]) =>
    answersVerdict(gateOf(labels), tallyOfPairs(labels, pairs), early);

  expect(verdictOf(sameSaid).reason).toBe('too-early');
  expect(verdictOf(manyPairs(2_000, every(10)))).toMatchObject({
    result: 'fail',
    reason: 'answers-differ',
    sentence: expect.stringMatching(
      /the odds against .* are .* : 1 \(needed: 2000 : 1\)/,
    ) as string,
  });
  // All within one minute: one vote.
  expect(verdictOf(manyPairs(2_000, (index) => index < 66)).reason).toBe('too-early');
});

test('disagreements in one burst prove less than those spread over the window', () => {
  const verdictOf = (differs: (index: number) => boolean) =>
    answersVerdict(gateOf(labels), tallyOfPairs(labels, manyPairs(4_000, differs)), end);

  expect(verdictOf(every(160))).toMatchObject({ result: 'pass', value: 0.99375 });
  expect(verdictOf((index) => index < 25)).toMatchObject({
    result: 'inconclusive',
    value: 0.99375,
  });
  expect(verdictOf(every(60)).reason).toBe('answers-differ');
  expect(verdictOf((index) => index < 67).reason).toBe('above-limit-not-proven');
});

test('a day of nothing but disagreement still has finite numbers', () => {
  const pairs = Array.from({ length: 1_440 }, (_, index) => {
    const at = noon + index * minute;
    return pairOf(`id-${index}`, said('fraud', { at }), said('good', { at }));
  });

  const { assessment, verdict } = answersReport(gateOf(labels), tallyOfPairs(labels, pairs), end);

  expect(verdict).toMatchObject({ result: 'fail', value: 0, candidate: { x: 1_440, upper: 1 } });
  expect(JSON.parse(JSON.stringify(assessment))).toEqual(assessment);
});

test('a candidate whose answers have no label any more disagrees', () => {
  const pairs = sameSaid.map(({ id, stable }) =>
    pairOf(id, { at: stable.at, fault: 'no-label', shape: '$ object' }, stable),
  );

  const given = answersVerdict(gateOf(labels), tallyOfPairs(labels, pairs), { final: false });

  expect(given).toMatchObject({ result: 'fail', reason: 'answers-differ', value: 0 });
});

test('a second look needs more than a first', () => {
  const tally = tallyOfPairs(
    labels,
    manyPairs(400, () => false),
  );

  expect(answersVerdict(gateOf(labels), tally, { final: true }).result).toBe('pass');
  expect(answersVerdict(gateOf(labels), tally, { final: true, look: 2 }).result).toBe(
    'inconclusive',
  );
});

test.each<Partial<AnswerSpec>>([{ required: 99 }, { required: NaN }, { schemaLimit: -1 }])(
  'a rule that means nothing decides nothing: %j',
  (part) => {
    const spec = { ...labels, ...part };

    const given = answersVerdict(gateOf(spec), tallyOfPairs(labels, sameSaid), end);

    expect(given).toMatchObject({ result: 'inconclusive', reason: 'unusable-spec' });
    expect(given.sentence).toMatch(
      /^The rule for answers cannot be applied: (required|schemaLimit)/,
    );
  },
);

test.each<[Partial<AnswersGate>, RegExp]>([
  [{ alpha: NaN }, /alpha NaN is no chance/],
  [{ alpha: 0 }, /alpha 0 is no chance/],
  [{ minimum: { pairs: NaN, periods: 1 } }, /needs NaN pairs in 1 periods/],
  [{ minimum: { pairs: 100, periods: -1 } }, /needs 100 pairs in -1 periods/],
])('a gate whose numbers mean nothing decides nothing: %j', (part, sentence) => {
  const gate = { ...gateOf(labels), ...part };

  const given = answersVerdict(gate, tallyOfPairs(labels, sameSaid), end);

  expect(given).toMatchObject({ result: 'inconclusive', reason: 'unusable-spec' });
  expect(given.sentence).toMatch(sentence);
});

test('given paths take the place of what the stable answers', () => {
  const spec = answerSpec({ ...labels, schema: [{ path: '$.label', types: ['string'] }] });
  const resultOf = (shape: string) =>
    answersVerdict(gateOf(spec), tallyOfPairs(spec, withShape(sameSaid, { candidate: shape })), end)
      .reason;

  expect(resultOf('$ object\n$.label string\n$.more array')).toBe('within-limit');
  expect(resultOf('$ object\n$.label number')).toBe('schema-violated');
  expect(resultOf('$ object')).toBe('schema-violated');
});

const rank = { pass: 0, inconclusive: 1, fail: 2 } as const;

test('more disagreements never make a verdict better', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3_000 }),
      fc.nat(60),
      fc.nat(60),
      fc.record({ final: fc.boolean(), look: fc.integer({ min: 1, max: 3 }) }),
      (n, bad, more, look) => {
        const verdictOf = (x: number) =>
          answersVerdict(
            gateOf(labels),
            // Spread evenly: bursts are another story.
            tallyOfPairs(
              labels,
              manyPairs(n, (index) => (index * 7_919) % n < x),
            ),
            look,
          );
        const [before, after] = [verdictOf(bad), verdictOf(bad + more)];

        expect(rank[after.result]).toBeGreaterThanOrEqual(rank[before.result]);
      },
    ),
    { numRuns: 60 },
  );
});

test('a failure during the window stays one while it goes on', () => {
  const bad = manyPairs(2_000, every(10));
  const good = manyPairs(20_000, () => false).map((pair, index) =>
    pairOf(
      `later-${index}`,
      { ...pair.candidate, at: pair.candidate.at + 30 * minute },
      { ...pair.stable, at: pair.stable.at + 30 * minute },
    ),
  );

  const early = answersVerdict(gateOf(labels), tallyOfPairs(labels, bad), { final: false });
  const late = answersVerdict(gateOf(labels), tallyOfPairs(labels, [...bad, ...good]), end);

  expect([early.result, late.result]).toEqual(['fail', 'fail']);
});
