import { gammaQuantile, gammaTails } from './gamma';

/** Standard normal distribution function; NaN for NaN. */
export function normalCdf(z: number): number {
  const { lower, upper } = gammaTails((z * z) / 2, 0.5);
  return z > 0 ? 0.5 + 0.5 * lower : 0.5 * upper;
}

/** Standard normal upper tail: the digits that 1 - normalCdf(z) would lose. */
export function normalUpperTail(z: number): number {
  return normalCdf(-z);
}

/** The z with normalCdf(z) = p; NaN for p not in 0..1. */
export function normalQuantile(p: number): number {
  // Near the middle the distance from it holds the digits, far out the tail itself does.
  const middle = Math.abs(p - 0.5);
  const half =
    middle < 0.25
      ? gammaQuantile(2 * middle, 0.5, 'lower')
      : gammaQuantile(2 * Math.min(p, 1 - p), 0.5, 'upper');
  return (p < 0.5 ? -1 : 1) * Math.sqrt(2 * half);
}

/** The z above which a standard normal lies with chance p: for small p the digits that 1 - p would lose. */
export function normalUpperQuantile(p: number): number {
  return 0 - normalQuantile(p);
}
