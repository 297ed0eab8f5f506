import fc from 'fast-check';
import type { Gate } from '../../src/judge/gate';
import { combine, observe, queries, verdict } from '../../src/judge/judge';
import type { Comparator, Count, Observations, Reading } from '../../src/judge/observation';
import { evenShare } from './even-share';
import { bake, count, fiveHundreds, fourHundreds, median, minute, noon, tail } from './story';

const gates: readonly Gate[] = [fiveHundreds, fourHundreds, tail, median];
const rank = { pass: 0, inconclusive: 1, fail: 2 } as const;

const countOf = (most: number, rare = 8): fc.Arbitrary<Count> =>
  fc
    .tuple(fc.nat(most), evenShare, fc.boolean())
    .map(([n, share, clean]) => count(n, clean ? 0 : Math.floor(n * share ** rare)));

const rowsOf = fc.array(fc.tuple(countOf(2_000), countOf(20_000)), { maxLength: 40 });
const gateOf = fc.constantFrom(...gates);
const lookOf = fc.record({ final: fc.boolean(), look: fc.integer({ min: 1, max: 4 }) });

/** The comparator that such a gate would have had. */
function seenBy(gate: Gate, rows: readonly (readonly [Count, Count])[]): Observations {
  const relative: Comparator = {
    kind: 'concurrent',
    threshold: gate.kind === 'ratio' ? 0.02 : 96_000,
    unit: gate.kind === 'ratio' ? 'ratio' : 'µs',
    requests: 1_000,
    window: { start: new Date(noon).toISOString(), end: new Date(noon + minute).toISOString() },
  };
  if (gate === fiveHundreds) return bake(rows);
  if (gate.kind === 'ratio') return bake(rows, { comparator: relative });
  return bake(rows, { comparator: relative, thresholdMicros: 96_000 });
}

test('no data never passes, whatever is asked', () => {
  fc.assert(
    fc.property(gateOf, fc.nat(60), fc.nat(100), lookOf, (gate, silent, missing, look) => {
      const rows = Array.from({ length: silent }, () => [count(0), count(900)] as const);
      const seen = { ...seenBy(gate, rows), expectedPeriods: silent + missing };

      const given = verdict(gate, seen, look);

      expect(given.result).toBe('inconclusive');
      expect(combine([given]).result).toBe('inconclusive');
    }),
  );
});

test('readings without points never pass or fail, from the first question on', () => {
  fc.assert(
    fc.property(
      gateOf,
      fc.boolean(),
      fc.integer({ min: 0, max: 7_200 }),
      (gate, serves, length) => {
        const window = {
          start: new Date(noon).toISOString(),
          end: new Date(noon + length * 1000).toISOString(),
          period: 10,
        };
        const context = { stableServes: serves, exceedance: 'counts' } as const;
        const readings: Reading[] = [];
        for (let rounds = 0; rounds < 10; rounds += 1)
          readings.push(
            ...queries(gate, window, context, readings).map(({ id }) => ({ id, points: [] })),
          );

        expect(queries(gate, window, context, readings)).toEqual([]);
        const seen = observe(gate, window, context, readings);
        expect(verdict(gate, seen, { final: true }).result).toBe('inconclusive');
      },
    ),
  );
});

test('more bad requests of the candidate never make a verdict better', () => {
  fc.assert(
    fc.property(gateOf, rowsOf, lookOf, fc.nat(), fc.nat(50), (gate, rows, look, where, more) => {
      fc.pre(rows.length > 0);
      const at = where % rows.length;
      const worse = rows.map(([candidate, stable], index) => {
        const x = index === at ? Math.min(candidate.n, candidate.x + more) : candidate.x;
        return [{ ...candidate, x }, stable] as const;
      });

      const before = verdict(gate, seenBy(gate, rows), look);
      const after = verdict(gate, seenBy(gate, worse), look);

      expect(rank[after.result]).toBeGreaterThanOrEqual(rank[before.result]);
      expect(after.candidate.upper).toBeGreaterThanOrEqual(before.candidate.upper);
    }),
    { numRuns: 500 },
  );
});

test('more good requests of the candidate never make a verdict worse', () => {
  fc.assert(
    fc.property(
      gateOf,
      rowsOf,
      lookOf,
      fc.nat(),
      fc.nat(5_000),
      (gate, rows, look, where, more) => {
        fc.pre(rows.length > 0);
        const at = where % rows.length;
        const better = rows.map(
          ([candidate, stable], index) =>
            [index === at ? count(candidate.n + more, candidate.x) : candidate, stable] as const,
        );

        const before = verdict(gate, seenBy(gate, rows), look);
        const after = verdict(gate, seenBy(gate, better), look);

        // Of none it says that there was no traffic, whatever the stable had.
        if (before.candidate.n > 0)
          expect(rank[after.result]).toBeLessThanOrEqual(rank[before.result]);
        expect(after.candidate.upper).toBeLessThanOrEqual(before.candidate.upper);
      },
    ),
    { numRuns: 500 },
  );
});

test('bad requests of the stable never fail a candidate that stood without them', () => {
  const sick = fc.array(fc.tuple(countOf(2_000, 3), countOf(20_000)), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(gateOf, sick, lookOf, fc.nat(), fc.nat(20_000), (gate, rows, look, where, more) => {
      const at = where % rows.length;
      const shared = rows.map(([candidate, { n, x }], index) => {
        const stable = count(n, index === at ? Math.min(n, x + more) : x);
        return [candidate, stable] as const;
      });

      const before = verdict(gate, seenBy(gate, rows), look);
      const after = verdict(gate, seenBy(gate, shared), look);

      if (before.result !== 'fail') expect(after.result).not.toBe('fail');
    }),
    { numRuns: 500 },
  );
});

test('a later look never passes what an earlier one on the same counts would not', () => {
  fc.assert(
    fc.property(gateOf, rowsOf, fc.integer({ min: 1, max: 5 }), (gate, rows, look) => {
      const [first, second] = [look, look + 1].map((at) =>
        verdict(gate, seenBy(gate, rows), { final: true, look: at }),
      );

      expect(rank[second!.result]).toBeGreaterThanOrEqual(rank[first!.result]);
      expect(second!.candidate.upper).toBeGreaterThanOrEqual(first!.candidate.upper);
    }),
  );
});

// The votes of the bets are one a period, so they do ask how requests are grouped: test/judge/e-process.test.ts.
test('the bound of a pass does not ask how requests are grouped into periods', () => {
  // A stable without errors, so that no requests share one fate.
  const calm = fc.array(countOf(2_000), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(gateOf, calm, lookOf, (gate, counts, look) => {
      const pairs = counts.flatMap((one, index) =>
        index % 2 === 0 ? [[one, counts[index + 1] ?? count(0)] as const] : [],
      );
      const merged = pairs.map(([a, b]) => count(a.n + b.n, a.x + b.x));
      const of = (all: readonly Count[]) =>
        verdict(
          gate,
          seenBy(
            gate,
            all.map((own) => [own, count(20_000)] as const),
          ),
          look,
        ).candidate;

      expect(of(merged)).toEqual(of(counts));
    }),
  );
});

test('a failure stays one while the bake goes on', () => {
  fc.assert(
    fc.property(gateOf, rowsOf, rowsOf, (gate, rows, further) => {
      const early = verdict(gate, seenBy(gate, rows), { final: false });
      const late = verdict(gate, seenBy(gate, [...rows, ...further]), { final: true });

      expect(early.result).not.toBe('pass');
      if (early.result === 'fail') expect(late.result).toBe('fail');
    }),
    { numRuns: 500 },
  );
});

test('the bound of a pass does not depend on the order of the periods', () => {
  const shuffled = rowsOf.chain((rows) =>
    fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
  );
  fc.assert(
    fc.property(gateOf, shuffled, (gate, [rows, other]) => {
      const one = verdict(gate, seenBy(gate, rows), { final: true });
      const two = verdict(gate, seenBy(gate, other), { final: true });

      expect(two.candidate.n).toBe(one.candidate.n);
      expect(two.candidate.upper).toBeCloseTo(one.candidate.upper, 9);
    }),
  );
});

test('every verdict is one plain sentence with finite numbers', () => {
  fc.assert(
    fc.property(gateOf, rowsOf, lookOf, (gate, rows, look) => {
      const given = verdict(gate, seenBy(gate, rows), look);

      expect(given.sentence).toMatch(/^[A-Z0-9].*[^.]\.$/);
      expect(given.sentence).not.toMatch(/NaN|Infinity|undefined/);
      expect(JSON.parse(JSON.stringify(given))).toEqual(given);
    }),
    { numRuns: 300 },
  );
});
