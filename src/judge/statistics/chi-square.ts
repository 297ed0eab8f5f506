import { gammaQuantile, gammaTails } from './gamma';

/** Chance of a chi-square variable above x; 1 for x <= 0, NaN for degrees of freedom not positive and finite. */
export function chiSquareUpperTail(x: number, degrees: number): number {
  return gammaTails(Math.max(0, x) / 2, degrees / 2).upper;
}

/** The x that a chi-square variable exceeds with chance p; NaN outside 0..1. */
export function chiSquareUpperQuantile(p: number, degrees: number): number {
  const half =
    p > 0.5 ? gammaQuantile(1 - p, degrees / 2, 'lower') : gammaQuantile(p, degrees / 2, 'upper');
  return 2 * half;
}
