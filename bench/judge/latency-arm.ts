import type { Random } from './random';

const { ceil, exp, floor, log, max, min } = Math;

// Logarithms of latencies relative to the stable's median, in bins of 0.3 %, of which the allowed + 20 % are
// 60: all that a look can ask for are counts above a threshold and percentiles, and both come from counts by bin.
const binWidth = log(1.2) / 60;
const lowest = -3;
const bins = 2300;

/** Spread of the logarithm of a latency; its p99 is four times its median. */
const sigma = 0.6;

/** Upper part of the requests that is drawn, with its normal quantile: nobody asks for the rest. */
const tails = [
  { from: 2000, share: 0.05, above: 1.6448536269514722 },
  { from: 100, share: 0.2, above: 0.8416212335729143 },
] as const;

/** One arm's latencies of one replicate, period by period. */
export interface LatencyArm {
  requests(period: number): number;
  /** Requests of a period above a bin. */
  above(period: number, bin: number): number;
  /** The bin of a percentile of the requests of the periods from, and up to but without; undefined without requests. */
  percentile(quantile: number, from: number, to: number): number | undefined;
}

/** How many bins a factor is. */
export function binsOf(factor: number): number {
  return Math.round(log(factor) / binWidth);
}

/** The latency in the middle of a bin, in microseconds of a model whose median is 40 ms. */
export function microsOf(bin: number): number {
  return 40_000 * exp(lowest + (bin + 0.5) * binWidth);
}

/** The bin that holds a latency in microseconds. */
export function binAt(micros: number): number {
  return floor((log(micros / 40_000) - lowest) / binWidth);
}

/** Room for the bins of so many periods; one is enough for all bakes of a thread, one after the other. */
export function latencyBuffer(periods: number): Uint16Array {
  return new Uint16Array(periods * (bins + 1));
}

/**
 * Lognormal latencies of Poisson arrivals, `mean` requests a period; each shift moves the logarithm of a whole
 * period. Lives in the buffer until that is used again.
 */
export function latencyArm(
  random: Random,
  mean: number,
  shifts: readonly number[],
  buffer: Uint16Array,
): LatencyArm {
  const totals = new Int32Array(shifts.length);
  // By period: how many requests are in this bin or above it.
  const atLeast = buffer.fill(0);
  for (const [period, shift] of shifts.entries())
    totals[period] = draw(random, mean, shift, atLeast.subarray(period * (bins + 1)));
  const above = (period: number, bin: number): number =>
    atLeast[period * (bins + 1) + max(0, min(bins, bin + 1))]!;
  return {
    requests: (period) => totals[period]!,
    above,
    percentile: (quantile, from, to) => {
      let n = 0;
      for (let period = from; period < to; period += 1) n += totals[period]!;
      if (n === 0) return undefined;
      const beyond = n - ceil(quantile * n - 1e-9);
      let [low, high] = [0, bins - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        let count = 0;
        for (let period = from; period < to; period += 1) count += above(period, middle);
        if (count <= beyond) high = middle;
        else low = middle + 1;
      }
      return low;
    },
  };
}

/** Fills the cumulated bins of one period and gives its number of requests. */
function draw(random: Random, mean: number, shift: number, atLeast: Uint16Array): number {
  const tail = tails.find(({ from }) => mean >= from);
  const drawn = random.poisson(mean * (tail?.share ?? 1));
  const rest = tail ? random.poisson(mean * (1 - tail.share)) : 0;
  let highest = 0;
  for (let left = drawn; left > 0; left -= 1) {
    const normal = tail ? random.normalAbove(tail.above) : random.normal();
    const bin = floor((shift + sigma * normal - lowest) / binWidth);
    const kept = bin < 0 ? 0 : bin >= bins ? bins - 1 : bin;
    atLeast[kept]! += 1;
    if (kept > highest) highest = kept;
  }
  for (let bin = highest - 1; bin >= 0; bin -= 1) atLeast[bin]! += atLeast[bin + 1]!;
  return drawn + rest;
}
