import fc from 'fast-check';
import type { LoadStage } from '../../../src/judge/load-test/load-stage';
import { loadTestVerdicts } from '../../../src/judge/load-test/load-test-verdict';
import type { Verdict } from '../../../src/judge/verdict';
import { evenShare } from '../even-share';
import { randomFrom } from '../random';
import { gate, stage } from './story';

const rank = { pass: 0, inconclusive: 1, fail: 2 } as const;

const stageOf = (n: number, x: number, errors = 0): LoadStage => stage(n, x, { errors });
const judged = (stages: readonly LoadStage[], look = 1): Verdict =>
  loadTestVerdicts(gate, stages, { final: true, look }).verdict;

const counts = fc
  .tuple(fc.integer({ min: 1, max: 20_000 }), evenShare, fc.nat(30))
  .map(([n, share, errors]) => ({
    n,
    x: Math.floor(n * share ** 6),
    errors: Math.min(n, errors),
  }));

test('more errors never pass a load that did not pass', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 50 }), ({ n, x, errors }, more) => {
      const [before, after] = [errors, Math.min(n, errors + more)].map(
        (count) => judged([stageOf(n, x, count)]).result,
      );

      // Under too many errors nothing is said of latency, neither good nor bad.
      if (before !== 'pass') expect(after).not.toBe('pass');
    }),
  );
});

test('fast answers more never make a verdict worse', () => {
  fc.assert(
    fc.property(counts, fc.nat(20_000), ({ n, x }, more) => {
      const [before, after] = [n, n + more].map((all) => rank[judged([stageOf(all, x)]).result]);

      expect(after).toBeLessThanOrEqual(before!);
    }),
  );
});

test('a later look on the same counts never says more than an earlier one', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 4 }), ({ n, x, errors }, look) => {
      const [first, second] = [look, look + 1].map(
        (at) => judged([stageOf(n, x, errors)], at).result,
      );

      if (second !== 'inconclusive') expect(first).toBe(second);
    }),
    { numRuns: 500 },
  );
});

// Parts of one stage do: slow requests in few of them say less than the same ones spread over all.
test('the order of the stages makes no difference', () => {
  fc.assert(
    fc.property(fc.array(counts, { minLength: 1, maxLength: 6 }), (all) => {
      const stages = all.map(({ n, x, errors }) => stageOf(n, x, errors));
      const { result, candidate } = judged(stages);
      const turned = judged([...stages].reverse());

      expect(turned.result).toBe(result);
      expect(turned.candidate.upper).toBeCloseTo(candidate.upper, 12);
    }),
  );
});

test('extended again and again, a candidate right at its SLA passes with 10 % at most and fails with 2 %', () => {
  const random = randomFrom(71);
  const known = new Map<string, Verdict['result']>();
  const [runs, looks, requests] = [5_000, 4, 2_000];
  const seen = { pass: 0, fail: 0, inconclusive: 0 };
  for (let run = 0; run < runs; run += 1) {
    let [x, result]: [number, Verdict['result']] = [0, 'inconclusive'];
    for (let look = 1; look <= looks && result === 'inconclusive'; look += 1) {
      x += random.binomial(requests, 0.01);
      const key = `${look} ${x}`;
      result = known.get(key) ?? judged([stageOf(look * requests, x)], look).result;
      known.set(key, result);
    }
    seen[result] += 1;
  }

  // The first look may spend 5 % and 1 %, each later one half of the one before. Three standard errors above.
  expect(seen.pass / runs).toBeLessThanOrEqual(0.1 + 0.013);
  expect(seen.fail / runs).toBeLessThanOrEqual(0.02 + 0.006);
  expect(Math.min(seen.pass, seen.fail)).toBeGreaterThan(0);
  console.info(
    `Measured, seeded: right at the SLA, ${looks} looks: passed ${seen.pass / runs}, failed ${seen.fail / runs} of ${runs}`,
  );
});
