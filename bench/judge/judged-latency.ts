import { minimumComparatorRequests } from '../../src/judge/comparator';
import { weigh } from '../../src/judge/evidence';
import { verdict } from '../../src/judge/judge';
import { latencyRules } from '../../src/judge/latency-verdict';
import type { Comparator, Observations, Period, Window } from '../../src/judge/observation';
import { blockGrid, mainBlock } from '../../src/judge/period-grid';
import { latencyGate } from './gates';
import { bakePeriods, type JudgedEnding } from './judged-errors';
import { binsOf, microsOf, type LatencyArm } from './latency-arm';

const minute = 60_000;
const noon = Date.parse('2026-01-05T12:00:00.000Z');

/** Periods of the stable that are drawn before the bake: the comparator's block may reach back. */
export const periodsBefore = bakePeriods / 2;

/** Both arms of one bake. */
export interface LatencyBake {
  /** Of the periods of the bake, as slow as the stable; the candidate under test is `slower` bins slower. */
  readonly candidate: LatencyArm;
  /** Of `periodsBefore` periods before the bake, and of the bake. */
  readonly stable: LatencyArm;
  /** Minutes after noon at which the bake begins: blocks of CloudWatch are aligned to the clock. */
  readonly startsAt: number;
}

/** What is known at a look before the candidate is. */
export interface LatencyLook {
  readonly periods: number;
  readonly window: Window;
  /** Of its periods. */
  readonly starts: readonly string[];
  readonly threshold?: Threshold;
}

interface Threshold {
  readonly bin: number;
  readonly requests: number;
}

/** The looks of a bake, one after each period. */
export function looksOf(bake: LatencyBake): LatencyLook[] {
  const start = noon + bake.startsAt * minute;
  const iso = (index: number): string => new Date(start + index * minute).toISOString();
  const starts = Array.from({ length: bakePeriods }, (_, index) => iso(index));
  return Array.from({ length: bakePeriods }, (_, index): LatencyLook => {
    const periods = index + 1;
    const window = { start: iso(0), end: iso(periods), period: minute / 1000 };
    const threshold = thresholdOf(bake, window, periods);
    return { periods, window, starts, ...(threshold && { threshold }) };
  });
}

/** The stable's p99 over the block of the clock that holds most of the window, + 20 %; undefined with too few requests. */
function thresholdOf(
  { stable, startsAt }: LatencyBake,
  window: Window,
  periods: number,
): Threshold | undefined {
  const end = periodsBefore + periods;
  if (requestsOf(stable, periodsBefore, end) < minimumComparatorRequests) return undefined;
  const block = (mainBlock(window, blockGrid(window)) - noon) / minute - startsAt + periodsBefore;
  const [from, to] = [Math.max(0, block), Math.min(block + periods, end)];
  const requests = requestsOf(stable, from, to);
  const quantile = stable.percentile(latencyGate.quantile, from, to);
  if (quantile === undefined || requests < minimumComparatorRequests) return undefined;
  return { bin: quantile + binsOf(1 + (latencyGate.increase ?? 0)), requests };
}

function requestsOf(arm: LatencyArm, from: number, to: number): number {
  let total = 0;
  for (let period = from; period < to; period += 1) total += arm.requests(period);
  return total;
}

/**
 * What the judge observes at a look: per period how many requests of both arms are above the threshold of
 * this look. A test holds this short cut to the judge's own questions and answers.
 */
export function latencyObservationsOf(
  { candidate, stable }: LatencyBake,
  { periods, window, starts, threshold }: LatencyLook,
  slower: number,
): Observations {
  const seen = Array.from({ length: periods }, (_, index): Period => ({
    start: starts[index]!,
    seconds: minute / 1000,
    candidate: {
      n: candidate.requests(index),
      x: threshold ? candidate.above(index, threshold.bin - slower) : 0,
    },
    stable: {
      n: stable.requests(periodsBefore + index),
      x: threshold ? stable.above(periodsBefore + index, threshold.bin) : 0,
    },
  }));
  return {
    window,
    periods: seen,
    expectedPeriods: periods,
    ...(threshold && {
      thresholdMicros: microsOf(threshold.bin),
      comparator: comparatorOf(threshold, window),
    }),
  };
}

function comparatorOf({ bin, requests }: Threshold, { start, end }: Window): Comparator {
  const threshold = microsOf(bin);
  return { kind: 'concurrent', threshold, unit: 'µs', requests, window: { start, end } };
}

/** Asks after each period, as a watch does: the threshold is another one each time, so the counts are too. */
export function judgeLatency(
  bake: LatencyBake,
  looks: readonly LatencyLook[],
  slower: number,
): JudgedEnding {
  for (const look of looks) {
    if (look.threshold === undefined) continue;
    const { periods, comparator } = latencyObservationsOf(bake, look, slower);
    const { question } = latencyRules(latencyGate, comparator);
    if (weigh(periods, question).harm) return { rolledBackAt: look.periods };
  }
  const last = latencyObservationsOf(bake, looks.at(-1)!, slower);
  const { result } = verdict(latencyGate, last, { final: true, look: 1 });
  return result === 'pass' ? { passedAt: bakePeriods } : {};
}
