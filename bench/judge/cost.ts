import { verdict } from '../../src/judge/judge';
import type { Observations, Period } from '../../src/judge/observation';
import { errorGate } from './gates';
import { randomFrom } from './random';

/** G11: a day of minutes, judged for ten gates. */
export const costGoal = { periods: 1440, gates: 10, mostMs: 20 };

export interface Cost {
  readonly ms: number;
  /** Times what it takes to add up the same counts. */
  readonly ratio: number;
}

/** The fastest of several runs: what else the machine does only ever adds. */
export function measureCost(runs = 30): Cost {
  const seen = day();
  const judge = (): void => {
    for (let gate = 0; gate < costGoal.gates; gate += 1)
      verdict(errorGate, seen, { final: true, look: 1 });
  };
  const add = (): void => {
    for (let gate = 0; gate < costGoal.gates; gate += 1) sums(seen);
  };
  const ms = fastest(judge, runs);
  return { ms, ratio: ms / fastest(add, runs) };
}

/** A day of minutes at 100 requests a second, 5 % of them the candidate's. */
export function day(): Observations {
  const random = randomFrom(11);
  const periods = Array.from({ length: costGoal.periods }, (_, index): Period => {
    const count = (n: number) => ({ n, x: random.poisson(n * 0.0005) });
    const start = new Date(Date.parse('2026-01-05T00:00:00.000Z') + index * 60_000).toISOString();
    return { start, seconds: 60, candidate: count(300), stable: count(5700) };
  });
  const window = { start: periods[0]!.start, end: '2026-01-06T00:00:00.000Z', period: 60 };
  return { window, periods, expectedPeriods: costGoal.periods };
}

function sums({ periods }: Observations): number {
  let total = 0;
  for (const { candidate, stable } of periods)
    total += candidate.n + candidate.x + stable.n + stable.x;
  return total;
}

function fastest(work: () => void, runs: number): number {
  let best = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const from = performance.now();
    work();
    best = Math.min(best, performance.now() - from);
  }
  return best;
}
