import fc from 'fast-check';
import type { Answer } from '../../../src/judge/answers/answer';
import { answerSpec, type AnswerSpec } from '../../../src/judge/answers/answer-spec';
import { answersReport } from '../../../src/judge/answers/answers-report';
import { answersVerdict } from '../../../src/judge/answers/answers-verdict';
import {
  addPair,
  emptyTally,
  mergeTallies,
  type AnswersTally,
} from '../../../src/judge/answers/answers-tally';
import type { Pair } from '../../../src/judge/answers/pairing';
import { canonical } from '../../../src/release/canonical';
import { end, gateOf, labels, minute, noon, prices, tallyOfPairs } from './story';

const ranked = answerSpec({
  form: {
    kind: 'ranking',
    list: { path: '$' },
    agreeBy: { by: 'overlap', depth: 5, least: 1 },
  },
});
const opaque = answerSpec({ form: { kind: 'opaque' } });
const specs: Readonly<Record<string, AnswerSpec>> = { labels, prices, ranked, opaque };

// More values than a table keeps, so that the bound is met.
const name = fc.oneof(fc.constantFrom('a', 'b', '"__proto__"'), fc.nat(120).map(String));
const score = fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.constant(0));

const answer: fc.Arbitrary<Answer> = fc
  .record({
    at: fc.integer({ min: noon, max: noon + 40 * minute }),
    readable: fc.integer({ min: 0, max: 9 }).map((luck) => luck > 0),
    label: name,
    score,
    list: fc.uniqueArray(fc.constantFrom(...'abcdef'), { maxLength: 5 }),
    value: fc.jsonValue({ maxDepth: 1 }),
    shape: fc.oneof(
      fc.constant('$ object'),
      fc.nat(60).map((path) => `$.p${path} string`),
    ),
    slices: fc.record({ country: name }),
    facets: fc.record({ gender: name }),
  })
  .map(({ readable, value, at, shape, slices, facets, ...said }) =>
    readable
      ? { at, shape, slices, facets, ...said, values: { $: [value as never] } }
      : { at, shape, slices, facets, fault: 'no-label' },
  );

const pairs: fc.Arbitrary<Pair[]> = fc
  .array(fc.tuple(answer, answer), { maxLength: 80 })
  .map((rows) =>
    rows.map(([candidate, stable], index) => ({ id: `id-${index}`, candidate, stable })),
  );

const anySpec = fc.constantFrom(...Object.keys(specs)).map((key) => specs[key]!);

test('the order of pairs and the way they are merged make no difference', () => {
  const shuffled = pairs.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.tuple(fc.nat(all.length), fc.nat(all.length)),
    ),
  );
  fc.assert(
    fc.property(anySpec, shuffled, (spec, [all, other, cuts]) => {
      const [from, to] = [Math.min(...cuts), Math.max(...cuts)];
      const [a, b, c] = [all.slice(0, from), all.slice(from, to), all.slice(to)].map((part) =>
        tallyOfPairs(spec, part),
      ) as [AnswersTally, AnswersTally, AnswersTally];

      const whole = canonical(tallyOfPairs(spec, all));

      expect(canonical(tallyOfPairs(spec, other))).toBe(whole);
      expect(canonical(mergeTallies(mergeTallies(a, b), c))).toBe(whole);
      expect(canonical(mergeTallies(a, mergeTallies(b, c)))).toBe(whole);
      expect(canonical(mergeTallies(c, mergeTallies(b, a)))).toBe(whole);
      expect(canonical(mergeTallies(emptyTally(), mergeTallies(a, mergeTallies(b, c))))).toBe(
        whole,
      );
    }),
    { numRuns: 100 },
  );
});

test('a tally, its report and its verdict are plain JSON, with finite numbers only', () => {
  fc.assert(
    fc.property(anySpec, pairs, fc.boolean(), (spec, all, final) => {
      const tally = tallyOfPairs(spec, all);
      const kept = JSON.parse(JSON.stringify(tally)) as AnswersTally;
      const report = answersReport(gateOf(spec), tally, { final });

      expect(kept).toEqual(tally);
      expect(canonical(answersReport(gateOf(spec), kept, { final }))).toBe(canonical(report));
      expect(JSON.parse(JSON.stringify(report))).toEqual(report);
      expect(report.verdict.sentence).toMatch(/^[A-Z0-9].*[^.]\.$/);
      expect(report.verdict.sentence).not.toMatch(/NaN|Infinity|undefined/);
    }),
    { numRuns: 100 },
  );
});

test('merging leaves what was merged as it was', () => {
  fc.assert(
    fc.property(pairs, pairs, (one, two) => {
      const [a, b] = [tallyOfPairs(labels, one), tallyOfPairs(labels, two)];
      const before = canonical([a, b]);

      const merged = mergeTallies(a, b);
      for (const pair of two) addPair(merged, labels, pair);

      expect(canonical([a, b])).toBe(before);
    }),
    { numRuns: 50 },
  );
});

test('with the arms swapped the same pairs agree', () => {
  fc.assert(
    fc.property(anySpec, pairs, (spec, all) => {
      const readable = all.filter(({ candidate, stable }) => !candidate.fault && !stable.fault);
      const swapped = readable.map(({ id, candidate, stable }) => ({
        id,
        candidate: stable,
        stable: candidate,
      }));
      const [one, two] = [tallyOfPairs(spec, readable), tallyOfPairs(spec, swapped)];

      expect(two.compared).toEqual(one.compared);
      expect(two.periods).toEqual(one.periods);
      expect(two.scores.distance).toEqual(one.scores.distance);
      expect(two.scores.candidate).toEqual(one.scores.stable);
      expect(two.sample).toEqual(one.sample);
      const [a, b] = [one, two].map((tally) => answersReport(gateOf(spec), tally, end)) as [
        ReturnType<typeof answersReport>,
        ReturnType<typeof answersReport>,
      ];
      expect(b.kappa ?? 0).toBeCloseTo(a.kappa ?? 0, 10);
      expect(b.scores?.bias ?? 0).toBeCloseTo(-(a.scores?.bias ?? 0), 9);
    }),
  );
});

test('a tally stays small, however many different values come', () => {
  const tally = emptyTally();
  for (let index = 0; index < 5_000; index += 1) {
    const at = noon + index * 5 * minute;
    const said = (by: number): Answer => ({
      at,
      label: `label-${index * by}`,
      score: index * by * 1e-3,
      shape: `$.p${index * by} string`,
      slices: { country: `c-${index}` },
      facets: { gender: `g-${index}` },
    });
    addPair(tally, labels, { id: `id-${index}`, candidate: said(2), stable: said(1) });
  }

  expect(JSON.stringify(tally).length).toBeLessThan(200_000);
  expect(tally.compared).toEqual({ n: 5_000, x: 4_999 });
  expect(tally.sample).toHaveLength(50);
});

test('no pairs, or too many without a counterpart, never pass', () => {
  const perfect = fc.nat(3_000).map((n) =>
    Array.from({ length: n }, (_, index): Pair => {
      const said: Answer = { at: noon + index * 1_000, label: 'good', score: 1, shape: '$ object' };
      return { id: `id-${index}`, candidate: said, stable: said };
    }),
  );
  fc.assert(
    fc.property(
      perfect,
      fc.nat(200),
      fc.constantFrom('candidateOnly', 'stableOnly', 'ambiguous', 'late', 'overflow'),
      fc.integer({ min: 1, max: 4 }),
      (all, lost, how, look) => {
        const tally = tallyOfPairs(labels, all);
        tally.pairing[how as 'late'] += lost;

        const { result } = answersVerdict(gateOf(labels), tally, { final: true, look });

        if (all.length === 0 || lost > 0.01 * (all.length + lost))
          expect(result).toBe('inconclusive');
        expect(result).not.toBe('fail');
      },
    ),
    { numRuns: 60 },
  );
});
