import type { Tallies } from './error-run';
import { bakePeriods } from './judged-errors';
import { judgeLatency, looksOf, periodsBefore, type LatencyBake } from './judged-latency';
import { binsOf, latencyArm, latencyBuffer } from './latency-arm';
import { latencyGate } from './gates';
import { randomFrom } from './random';
import { countRollback, emptyTally } from './tally';

/** Of the operating curve. */
export const ratios: readonly number[] = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2];

/** Requests a second of the endpoint; the candidate's share is 5 %. */
export const latencyRates = [1, 10, 100, 1000] as const;
const share = 0.05;

/** What all requests of a minute share, and what the candidate's alone do: standard deviations of the logarithm. */
const noise = { common: 0.05, candidate: 0.03 };

export interface LatencyRun {
  readonly rps: number;
  /** How many times as slow the candidate is. */
  readonly ratios: readonly number[];
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/** Tallies by ratio. The same requests are played at all ratios: only how slow the candidate is differs. */
export function runLatency(run: LatencyRun): Tallies[] {
  const all = run.ratios.map(() => ({
    judge: emptyTally(),
    'any-period': emptyTally(),
    'alarm-3-of-5': emptyTally(),
  }));
  for (let replicate = run.from; replicate < run.to; replicate += 1) {
    const bake = latencyBake(run, replicate);
    const looks = looksOf(bake);
    const p99s = minutesOf(bake);
    for (const [index, ratio] of run.ratios.entries()) {
      const slower = binsOf(ratio);
      const tallies = all[index]!;
      const { rolledBackAt, passedAt } = judgeLatency(bake, looks, slower);
      tallies.judge.replicates += 1;
      if (rolledBackAt !== undefined) countRollback(tallies.judge, rolledBackAt);
      if (passedAt !== undefined) tallies.judge.promoted += 1;
      for (const [id, m, n] of [
        ['any-period', 1, 1],
        ['alarm-3-of-5', 3, 5],
      ] as const) {
        const at = mOfN(p99s, slower, { m, n });
        tallies[id].replicates += 1;
        if (at === undefined) tallies[id].promoted += 1;
        else countRollback(tallies[id], at);
      }
    }
  }
  return all;
}

const buffers = {
  stable: latencyBuffer(periodsBefore + bakePeriods),
  candidate: latencyBuffer(bakePeriods),
};

/** One bake of both arms; it lasts until the next one is made. */
export function latencyBake({ rps, seed }: Pick<LatencyRun, 'rps' | 'seed'>, replicate: number) {
  const random = randomFrom(seed, replicate, rps, 99);
  const common = Array.from(
    { length: periodsBefore + bakePeriods },
    () => noise.common * random.normal(),
  );
  const own = common.slice(periodsBefore).map((shift) => shift + noise.candidate * random.normal());
  const bake: LatencyBake = {
    stable: latencyArm(random, rps * 60 * (1 - share), common, buffers.stable),
    candidate: latencyArm(random, rps * 60 * share, own, buffers.candidate),
    startsAt: Math.floor(random.uniform() * 60 * 24),
  };
  return bake;
}

interface MinuteQuantiles {
  readonly candidate: number | undefined;
  readonly stable: number | undefined;
}

/** The p99 of each minute of both arms, as a threshold rule compares them. */
function minutesOf({ candidate, stable }: LatencyBake): MinuteQuantiles[] {
  const q = latencyGate.quantile;
  return Array.from({ length: bakePeriods }, (_, index) => ({
    candidate: candidate.percentile(q, index, index + 1),
    stable: stable.percentile(q, periodsBefore + index, periodsBefore + index + 1),
  }));
}

/** The first period after which m of the last n have a p99 more than 20 % above the stable's. */
function mOfN(
  minutes: readonly MinuteQuantiles[],
  slower: number,
  { m, n }: { readonly m: number; readonly n: number },
): number | undefined {
  const allowed = binsOf(1 + (latencyGate.increase ?? 0));
  const breaches = minutes.map(({ candidate, stable }) =>
    candidate !== undefined && stable !== undefined && candidate + slower > stable + allowed
      ? 1
      : 0,
  );
  let count = 0;
  for (const [index, breach] of breaches.entries()) {
    count += breach - (breaches[index - n] ?? 0);
    if (count >= m) return index + 1;
  }
  return undefined;
}
