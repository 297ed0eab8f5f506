import { count, type Counts } from './counts';

/**
 * Counts by bin: 64 bins of equal width between neighbouring powers of two, mirrored for negative values, 0 a bin
 * of its own. A bin is at most 1.6 % wide, whatever the unit; bins of two histograms are always the same.
 */
export type Histogram = Counts;

const perOctave = 64;
/** Values below 2^-60 fall to 0, values from 2^60 on to the last bin: 7,681 bins a sign at most. */
const firstExponent = -60;
const lastExponent = 59;

export function binOf(value: number): number {
  const size = Math.abs(value);
  if (!(size >= 2 ** firstExponent)) return 0;
  if (size >= 2 ** (lastExponent + 1)) return Math.sign(value) * (lastBin + 1);
  // A logarithm that is rounded across a power of two leads to the same bin from its other side: step -1 or 64.
  const exponent = Math.floor(Math.log2(size));
  const step = Math.floor((size / 2 ** exponent - 1) * perOctave);
  return Math.sign(value) * ((exponent - firstExponent) * perOctave + step + 1);
}

const lastBin = (lastExponent - firstExponent + 1) * perOctave;

/** The middle of a bin. */
export function valueOfBin(bin: number): number {
  const position = Math.min(Math.abs(bin), lastBin + 1) - 1;
  const exponent = firstExponent + Math.floor(position / perOctave);
  const width = 2 ** exponent / perOctave;
  return Math.sign(bin) * (2 ** exponent + ((position % perOctave) + 0.5) * width);
}

export function record(histogram: Histogram, value: number): void {
  count(histogram, String(binOf(value)));
}

/** Bins in order with the counts of several histograms beside each other. */
export function sharedBins(
  ...histograms: readonly Readonly<Histogram>[]
): readonly (readonly [bin: number, ...counts: number[]])[] {
  const bins = new Set(histograms.flatMap((histogram) => Object.keys(histogram)));
  return [...bins]
    .map(Number)
    .sort((a, b) => a - b)
    .map((bin) => [bin, ...histograms.map((histogram) => histogram[String(bin)] ?? 0)]);
}

/** The smallest value that at least the share q of all does not exceed, within half a bin; 0 of nothing. */
export function quantileOf(histogram: Readonly<Histogram>, q: number): number {
  const bins = sharedBins(histogram);
  const n = bins.reduce((sum, [, held = 0]) => sum + held, 0);
  const rank = Math.ceil(q * n);
  let seen = 0;
  for (const [bin, held = 0] of bins) {
    seen += held;
    if (seen >= rank) return valueOfBin(bin);
  }
  return 0;
}
