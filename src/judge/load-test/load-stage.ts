import { isAnotherUnit } from '../another-unit';
import { binOf, sharedBins, valueOfBin, type Histogram } from '../answers/log-linear-histogram';
import type { Count } from '../observation';
import { isCount } from '../statistics/counting';

/** What a load generator measured while it held one load. */
export interface LoadStage {
  /** Times the expected peak: 1, 1.5. */
  readonly load: number;
  /** Requests that were due by the plan of the load, sent or not. */
  readonly offered: number;
  /** Requests that got an answer of any kind before the stage was counted. */
  readonly answered: number;
  /** Of the answered, those with an error. */
  readonly errors: number;
  /** How much later than due the generator sent its requests, µs: the 99th percentile of that. */
  readonly lateMicros: number;
  /**
   * Latencies from the moment a request was due, not from when it was sent, else a stall hides itself: a histogram
   * of µs, or the number above the SLA per part of the stage, such as ten seconds.
   */
  readonly latencies: { readonly histogram: Histogram } | { readonly parts: readonly Count[] };
}

/** How many were timed and how many of them took longer than the SLA; of a histogram within one bin (1.6 %). */
export function slowParts({ latencies }: LoadStage, slaMicros: number): readonly Count[] {
  if ('parts' in latencies) return latencies.parts;
  const limit = binOf(slaMicros);
  let [n, x, most] = [0, 0, 0];
  for (const [bin, held = 0] of sharedBins(latencies.histogram)) {
    n += held;
    if (bin > limit) x += held;
    if (bin >= limit) most += held;
  }
  return [{ n, x, most }];
}

/** Why these cannot be the counts of a load test, as one clause; undefined for sound ones. */
export function stageFault(stage: LoadStage, slaMicros: number): string | undefined {
  const { load, offered, answered, errors, lateMicros, latencies } = stage;
  if (!(load > 0 && load < Infinity)) return `a stage has ${String(load)} times the peak`;
  if (![offered, answered, errors].every(isCount))
    return `${String(answered)} of ${String(offered)} requests were answered, ${String(errors)} with an error`;
  if (answered > offered) return `${answered} answers came to ${offered} requests`;
  if (errors > answered) return `${errors} of ${answered} answers were errors`;
  if (!(lateMicros >= 0 && lateMicros < Infinity))
    return `the generator was ${String(lateMicros)} µs late`;
  if ('histogram' in latencies && !sound(latencies.histogram))
    return 'the histogram of latencies holds what is no count of latencies';
  const foreign = 'histogram' in latencies ? unitFault(latencies.histogram, slaMicros) : undefined;
  if (foreign !== undefined) return foreign;
  const parts = slowParts(stage, slaMicros);
  const wrong = parts.find(
    ({ n, x, most = x }) => !isCount(n) || !isCount(x) || !(x <= most && most <= n),
  );
  if (wrong) return `${String(wrong.x)} of ${String(wrong.n)} requests took longer than the SLA`;
  const timed = parts.reduce((sum, { n }) => sum + n, 0);
  if (timed > answered || timed < answered - errors)
    return `${timed} latencies were taken of ${answered} answers with ${errors} errors`;
  return undefined;
}

/** No model is a thousand times off its SLA in all answers. */
function unitFault(histogram: Histogram, slaMicros: number): string | undefined {
  const held = sharedBins(histogram).filter(([, count = 0]) => count > 0);
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) return undefined;
  const [least, most] = [valueOfBin(first[0]), valueOfBin(last[0])];
  if (!isAnotherUnit([least, most], slaMicros)) return undefined;
  return `all latencies are from ${least} to ${most} µs where the SLA is ${slaMicros} µs: one of them is in another unit`;
}

function sound(histogram: Histogram): boolean {
  return Object.entries(histogram).every(
    ([bin, held]) => Number.isInteger(Number(bin)) && Number(bin) >= 0 && isCount(held),
  );
}
