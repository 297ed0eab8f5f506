import fc from 'fast-check';
import { assessAnswers } from '../../../src/judge/answers/answers-assessment';
import { emptyTally, type AnswersTally } from '../../../src/judge/answers/answers-tally';
import { answersVerdict } from '../../../src/judge/answers/answers-verdict';
import { evenShare } from '../even-share';
import { randomFrom } from '../random';
import { gateOf, labels } from './story';

interface Share {
  readonly n: number;
  readonly x: number;
}

/** A tally that has seen so many pairs and disagreements in each period. */
function tallyOf(periods: readonly Share[]): AnswersTally {
  const tally = emptyTally();
  const n = periods.reduce((sum, period) => sum + period.n, 0);
  tally.compared.n = n;
  tally.compared.x = periods.reduce((sum, { x }) => sum + x, 0);
  tally.records.candidate = tally.records.stable = tally.pairing.pairs = n;
  tally.shapes.kept['$ object'] = { candidate: n, stable: n };
  for (const [index, { n: pairs, x }] of periods.entries())
    tally.periods.kept[String(index).padStart(12, '0')] = { n: pairs, x };
  return tally;
}

const gate = gateOf(labels);
const during = { final: false };
const end = { final: true };
const rank = { pass: 0, inconclusive: 1, fail: 2 } as const;
const shareOf = fc
  .tuple(fc.integer({ min: 1, max: 400 }), evenShare)
  .map(([n, share]): Share => ({ n, x: Math.floor(n * share ** 5) }));
const periodsOf = fc.array(shareOf, { minLength: 1, maxLength: 40 });

test('during a window more disagreements, however they come, never take a failure back', () => {
  fc.assert(
    fc.property(periodsOf, fc.nat(), fc.integer({ min: 1, max: 400 }), (periods, where, more) => {
      const at = where % periods.length;
      const worse = periods.map(({ n, x }, index) => ({
        n,
        x: index === at ? Math.min(n, x + more) : x,
      }));
      const [before, after] = [periods, worse].map((seen) => ({
        result: answersVerdict(gate, tallyOf(seen), during).result,
        odds: assessAnswers(gate, tallyOf(seen), during).odds,
      }));

      expect(rank[after!.result]).toBeGreaterThanOrEqual(rank[before!.result]);
      expect(after!.odds).toBeGreaterThanOrEqual(before!.odds * (1 - 1e-9));
      expect(before!.odds).toBeGreaterThanOrEqual(1);
    }),
  );
});

test('pairs that agree never make a verdict worse', () => {
  // Evenly spread: agreement in some periods alone makes bursts of the disagreements in the others.
  const spread = fc.record({
    n: fc.integer({ min: 20, max: 200 }),
    x: fc.nat(20),
    more: fc.nat(200),
    final: fc.boolean(),
  });
  fc.assert(
    fc.property(spread, ({ n, x, more, final }) => {
      const [before, after] = [n, n + more].map(
        (pairs) =>
          answersVerdict(gate, tallyOf(Array.from({ length: 20 }, () => ({ n: pairs, x }))), {
            final,
          }).result,
      );

      expect(rank[after!]).toBeLessThanOrEqual(rank[before!]);
    }),
  );
});

test('a failure during the window stays one, whatever comes after it', () => {
  let failures = 0;
  fc.assert(
    fc.property(periodsOf, periodsOf, (periods, further) => {
      if (answersVerdict(gate, tallyOf(periods), during).result !== 'fail') return;
      failures += 1;
      for (const look of [during, end])
        expect(answersVerdict(gate, tallyOf([...periods, ...further]), look).result).toBe('fail');
    }),
    { numRuns: 300 },
  );
  expect(failures).toBeGreaterThan(0);
});

test('a later look on the same answers never says more than an earlier one', () => {
  fc.assert(
    fc.property(periodsOf, fc.integer({ min: 1, max: 4 }), (periods, look) => {
      const [first, second] = [look, look + 1].map(
        (at) => answersVerdict(gate, tallyOf(periods), { final: true, look: at }).result,
      );

      if (second !== 'inconclusive') expect(first).toBe(second);
    }),
    { numRuns: 300 },
  );
});

test.each<[string, number]>([
  ['one by one', 1],
  ['in bursts of ten', 10],
])('right at the limit the odds are rarely high, disagreements coming %s', (_, burst) => {
  const random = randomFrom(61);
  const [runs, periods, pairs] = [2_000, 60, 100];
  const reached = { 5: 0, 20: 0, 100: 0 };
  for (let run = 0; run < runs; run += 1) {
    const seen = Array.from({ length: periods }, () => ({
      n: pairs,
      x: burst * random.binomial(pairs / burst, 1 - labels.required),
    }));
    const { odds } = assessAnswers(gate, tallyOf(seen), during);
    for (const enough of [5, 20, 100] as const) if (odds >= enough) reached[enough] += 1;
  }

  // Ville: the odds ever reach k with a chance of at most 1/k. Three standard errors of the simulation.
  for (const enough of [5, 20, 100] as const) {
    const chance = 1 / enough;
    const error = Math.sqrt((chance * (1 - chance)) / runs);
    expect(reached[enough] / runs).toBeLessThanOrEqual(chance + 3 * error);
  }
  expect(reached[5]).toBeGreaterThan(0);
});
