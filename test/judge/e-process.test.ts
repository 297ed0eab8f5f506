import fc from 'fast-check';
import {
  burst,
  periodVotes,
  relativeVotes,
  requestVotes,
  type ArmPeriod,
  type EProcess,
} from '../../src/judge/e-process';
import type { Count } from '../../src/judge/observation';
import { evenShare } from './even-share';
import { randomFrom, type Random } from './random';
import { count } from './story';

const limits = [0.001, 0.01, 0.1, 0.5];
const cap = Math.sqrt(6 / 0.002);

const limitOf = fc.constantFrom(...limits);
const countOf = fc
  .tuple(fc.nat(3_000), evenShare)
  .map(([n, share]) => count(n, Math.floor(n * share ** 6)));
const armsOf = fc.record({ candidate: countOf, stable: countOf });

type Start<Item> = (limit: number, from?: readonly number[]) => EProcess<Item>;

const relative: Start<ArmPeriod> = (_, from) => relativeVotes(from);
const ofCounts: readonly (readonly [string, Start<Count>])[] = [
  ['a vote a period', periodVotes],
  ['votes of requests', (limit, from) => requestVotes(limit, cap, from)],
];
/** Every process, each of them told of both arms. */
const processes: readonly (readonly [string, Start<ArmPeriod>])[] = [
  ...ofCounts.map(([name, start]) => [name, ofCandidate(start)] as const),
  ['the share of the bad', relative],
];

function ofCandidate(start: Start<Count>): Start<ArmPeriod> {
  return (limit, from) => {
    const { odds, after, capitals } = start(limit, from);
    return { odds, after: ({ candidate }) => after(candidate), capitals };
  };
}

function oddsOf<Item>(process: EProcess<Item>, items: readonly Item[]): number {
  for (const item of items) process.after(item);
  return process.odds();
}

describe.each(processes)('%s', (_, start) => {
  test('a bet can lose all it has, and no more', () => {
    fc.assert(
      fc.property(limitOf, fc.array(armsOf, { maxLength: 40 }), (limit, periods) => {
        const process = start(limit);
        for (const period of periods) {
          expect(process.after(period)).toBeGreaterThanOrEqual(0);
          for (const capital of process.capitals()) expect(capital).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('a request turned bad never lowers the odds, a good one more never raises them', () => {
    fc.assert(
      fc.property(
        limitOf,
        fc.array(armsOf, { minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.integer({ min: 1, max: 50 }),
        (limit, periods, where, more) => {
          const at = where % periods.length;
          const oddsWith = (change: (seen: Count) => Count) =>
            oddsOf(
              start(limit),
              periods.map(({ candidate, stable }, index) => ({
                candidate: index === at ? change(candidate) : candidate,
                stable,
              })),
            );
          const odds = oddsWith((seen) => seen);

          // Rounding may differ in the last bits.
          expect(oddsWith(({ n, x }) => count(n, Math.min(n, x + more)))).toBeGreaterThanOrEqual(
            odds * (1 - 1e-9),
          );
          expect(oddsWith(({ n, x }) => count(n + more, x))).toBeLessThanOrEqual(odds * (1 + 1e-9));
        },
      ),
    );
  });

  test('a bet that is carried on is the bet as if it had never stopped', () => {
    fc.assert(
      fc.property(
        limitOf,
        fc.array(armsOf, { maxLength: 30 }),
        fc.nat(30),
        (limit, periods, cut) => {
          const first = start(limit);
          oddsOf(first, periods.slice(0, cut));
          const kept = JSON.parse(JSON.stringify(first.capitals())) as number[];
          const whole = oddsOf(start(limit), periods);

          expect(oddsOf(start(limit, kept), periods.slice(cut))).toBe(whole);
        },
      ),
    );
  });
});

describe('periods as one', () => {
  // So few that no capital leaves the range of doubles.
  const few = fc.nat(100).chain((n) => fc.nat(n).map((x) => count(n, x)));
  const rows = fc.array(few, { minLength: 2, maxLength: 5 });
  const merged = (counts: readonly Count[]): Count =>
    counts.reduce((all, { n, x }) => count(all.n + n, all.x + x), count(0));

  test('votes of requests do not ask how requests are grouped, up to the cap', () => {
    fc.assert(
      fc.property(limitOf, rows, (limit, counts) => {
        const uncapped = (items: readonly Count[]) => oddsOf(requestVotes(limit, Infinity), items);
        const [apart, together] = [uncapped(counts), uncapped([merged(counts)])];

        expect(together / apart).toBeCloseTo(1, 9);
      }),
    );
  });

  test('a vote a period does: the same bad requests in fewer periods prove less', () => {
    const rate = fc.integer({ min: 2, max: 60 });
    fc.assert(
      fc.property(limitOf, rate, (limit, periods) => {
        const worse = count(1_000, Math.ceil(1_000 * Math.min(1, 2 * limit)));
        const apart = oddsOf(
          periodVotes(limit),
          Array.from({ length: periods }, () => worse),
        );
        const together = oddsOf(periodVotes(limit), [count(1_000 * periods, worse.x * periods)]);

        expect(together).toBeLessThan(apart);
      }),
    );
  });
});

/** All that can come, with its chance. */
type Law<Item> = readonly (readonly [item: Item, chance: number])[];

function binomial(n: number, share: number): readonly number[] {
  let chance = (1 - share) ** n;
  return Array.from({ length: n + 1 }, (_, x) => {
    const here = chance;
    chance *= ((n - x) / (x + 1)) * (share / (1 - share));
    return here;
  });
}

const independent = (limit: number): Law<Count> =>
  binomial(40, limit).map((chance, x) => [count(40, x), chance]);

/** Four clusters of requests, each with one fate. */
const clustered = (limit: number): Law<Count> =>
  binomial(4, limit).map((chance, bad) => [count(4 * burst, bad * burst), chance]);

/** Six bad ones, each with the candidate as often as any request is. */
const split = (share: number): Law<ArmPeriod> =>
  binomial(6, share).map((chance, x) => [
    { candidate: count(1_000 * share, x), stable: count(1_000 * (1 - share), 6 - x) },
    chance,
  ]);

/** What the betters have on average after one more period, beside what they had. */
function fairness<Item>(start: (from: readonly number[]) => EProcess<Item>, law: Law<Item>) {
  const before = [3, 0.2, 40, 0.001, 7].slice(0, start([]).capitals().length);
  const mean = before.map(() => 0);
  for (const [item, chance] of law) {
    const process = start(before);
    process.after(item);
    process.capitals().forEach((capital, index) => (mean[index]! += chance * capital));
  }
  return before.map((capital, index) => mean[index]! / capital);
}

describe('where the hypothesis holds, no better wins on average, whatever was won before', () => {
  test.each(limits)('a vote a period, limit %d: exactly nothing', (limit) => {
    for (const law of [independent(limit), clustered(limit)])
      for (const factor of fairness((from) => periodVotes(limit, from), law))
        expect(factor).toBeCloseTo(1, 9);
    const well = fairness((from) => periodVotes(limit, from), independent(limit / 2));
    for (const factor of well) expect(factor).toBeLessThan(1);
    const worse = fairness((from) => periodVotes(limit, from), independent(limit * 1.5));
    for (const factor of worse) expect(factor).toBeGreaterThan(1);
  });

  test.each([0.01, 0.1, 0.5, 0.9])('the split of bad ones, share %d: exactly nothing', (share) => {
    for (const factor of fairness(relativeVotes, split(share))) expect(factor).toBeCloseTo(1, 9);
  });

  test.each(limits)('votes of requests, limit %d: nothing, less under the cap', (limit) => {
    const uncapped = (from: readonly number[]) => requestVotes(limit, Infinity, from);
    for (const factor of fairness(uncapped, clustered(limit))) expect(factor).toBeCloseTo(1, 9);
    for (const factor of fairness(uncapped, independent(limit))) expect(factor).toBeLessThan(1);
    const capped = fairness((from) => requestVotes(limit, 5, from), clustered(limit));
    for (const factor of capped) expect(factor).toBeLessThanOrEqual(1 + 1e-9);
  });
});

describe('played: with a look after each period, in steps that carry the bet on', () => {
  const [runs, steps, periods, enough] = [10_000, 4, 6, 20];

  /** Stops at the first look that has enough, or at the end. */
  function played<Item>(start: (from?: readonly number[]) => EProcess<Item>, draw: () => Item) {
    let [sum, squares, reached] = [0, 0, 0];
    for (let run = 0; run < runs; run += 1) {
      let kept: readonly number[] | undefined;
      let odds = 1;
      for (let step = 0; step < steps && odds < enough; step += 1) {
        const process = start(kept);
        for (let period = 0; period < periods && odds < enough; period += 1)
          odds = process.after(draw());
        kept = process.capitals();
      }
      [sum, squares] = [sum + odds, squares + odds * odds];
      if (odds >= enough) reached += 1;
    }
    const mean = sum / runs;
    const error = Math.sqrt((squares / runs - mean * mean) / runs);
    return { mean, error, reached: reached / runs };
  }

  const burstOf = (random: Random, n: number, share: number): Count =>
    count(n, Math.min(n, 5 * random.binomial(n / 5, share)));

  test.each<[string, () => ReturnType<typeof played>]>([
    [
      'a vote a period',
      () => {
        const random = randomFrom(17);
        const draw = () => count(50, random.binomial(50, 0.02));
        return played((from) => periodVotes(0.02, from), draw);
      },
    ],
    [
      'a vote a period, bad ones in bursts',
      () => {
        const random = randomFrom(18);
        return played(
          (from) => periodVotes(0.02, from),
          () => burstOf(random, 50, 0.02),
        );
      },
    ],
    [
      'the split of bad ones, while the share goes up and the stable has incidents',
      () => {
        const random = randomFrom(19);
        const draw = () => {
          const own = random.uniform() < 0.5 ? 0.05 : 0.25;
          const bad = random.uniform() < 0.1 ? 60 : random.poisson(3);
          const x = random.binomial(bad, own);
          return { candidate: count(2_000 * own, x), stable: count(2_000 * (1 - own), bad - x) };
        };
        return played(relativeVotes, draw);
      },
    ],
    [
      'votes of requests, ten sharing one fate',
      () => {
        const random = randomFrom(20);
        const draw = () => count(60, burst * random.binomial(60 / burst, 0.5));
        return played((from) => requestVotes(0.5, cap, from), draw);
      },
    ],
  ])('%s', (_, play) => {
    const { mean, error, reached } = play();

    // Four standard errors of the simulation, which themselves are small enough to see a loaded bet.
    expect(error).toBeLessThan(0.06);
    expect(Math.abs(mean - 1)).toBeLessThanOrEqual(4 * error);
    expect(reached).toBeLessThanOrEqual(1 / enough + 3 * Math.sqrt(0.05 * (0.95 / runs)));
    // A bet that never wins would be as fair.
    expect(reached).toBeGreaterThan(0.005);
  });
});
