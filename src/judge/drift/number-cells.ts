import { binOf, sharedBins, valueOfBin, type Histogram } from '../answers/log-linear-histogram';
import { sum } from '../statistics/counting';
import { tenthsOf } from '../statistics/tenths';
import type { NumberCounts } from './baseline';

type BucketCounts = Extract<NumberCounts, { readonly edges: unknown }>;

/** Numbers of both sides counted over the same cells, in rising order. */
export interface NumberCells {
  readonly baseline: readonly number[];
  readonly current: readonly number[];
  /** How many of the current numbers stand in the cell above each one although they may belong into it. */
  readonly unsure: readonly number[];
}

export function numberCells(numbers: NumberCounts, histogram: Histogram): NumberCells {
  if ('edges' in numbers) return overEdges(numbers, histogram);
  const bins = sharedBins(numbers.histogram, histogram);
  return {
    baseline: bins.map(([, held = 0]) => held),
    current: bins.map(([, , held = 0]) => held),
    unsure: bins.map(() => 0),
  };
}

/**
 * Below the first edge, between the edges, above the last. The bins that hold the outer edges count as within: what
 * is less than 1.6 % beyond the baseline's least or largest value is not beyond it.
 */
function overEdges({ edges, counts }: BucketCounts, histogram: Histogram): NumberCells {
  const edgeBins = edges.map(binOf);
  const last = edges.length - 1;
  const bins = sharedBins(histogram);
  if (edgeBins[0] === edgeBins[last]) return aroundOne(edgeBins[0]!, sum(counts), bins);
  const current = new Array<number>(counts.length + 2).fill(0);
  const unsure = new Array<number>(counts.length + 2).fill(0);
  for (const [bin, held = 0] of bins) {
    const inside = edges.flatMap((edge, index) =>
      index > 0 && index < last && edgeBins[index] === bin && !startsBin(edge, bin) ? [index] : [],
    );
    const middle = valueOfBin(bin);
    const beyond = edges.findIndex((edge) => middle < edge);
    const [between, above] = [inside.at(-1), beyond === -1 ? edges.length : beyond];
    const within = between === undefined ? above : between + 1;
    const cell = Math.max(bin === edgeBins[0] ? 1 : 0, bin === edgeBins[last] ? last : within);
    current[cell]! += held;
    for (const index of inside) unsure[index]! += held;
  }
  return { baseline: [0, ...counts, 0], current, unsure };
}

/** Of a baseline that has one value: what is less, the same, more. */
function aroundOne(one: number, all: number, bins: ReturnType<typeof sharedBins>): NumberCells {
  const current = [0, 0, 0];
  for (const [bin, held = 0] of bins) current[1 + Math.sign(bin - one)]! += held;
  return { baseline: [0, all, 0], current, unsure: [0, 0, 0] };
}

/** Whether a bin begins at the edge, so that nothing in it is below: with counts and most codes it does. */
function startsBin(edge: number, bin: number): boolean {
  return edge > 0 ? binOf(edge * (1 - 2 ** -40)) !== bin : edge === 0 && bin === 0;
}

/**
 * The least and the largest Kolmogorov-Smirnov distance at the ends of the cells. Within a cell nothing is seen: with
 * the ten equal buckets of another's file that hides much of a skewed feature, as it does from Model Monitor's reader.
 */
export function distanceOf({ baseline, current, unsure }: NumberCells): {
  readonly least: number;
  readonly most: number;
} {
  const [n, m] = [sum(baseline), sum(current)];
  if (!(n > 0 && m > 0)) return { least: 0, most: 1 };
  let [own, other, least, most] = [0, 0, 0, 0];
  for (const [cell, held] of baseline.entries()) {
    own += held / n;
    other += current[cell]! / m;
    const high = other + unsure[cell]! / m;
    least = Math.max(least, other - own, own - high);
    most = Math.max(most, Math.abs(own - other), Math.abs(own - high));
  }
  return { least, most };
}

/** The counts over at most ten cells that hold about as many of both together. */
export function tenths({
  baseline,
  current,
}: NumberCells): readonly [baseline: number[], current: number[]] {
  return tenthsOf(baseline, current);
}
