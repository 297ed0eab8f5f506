import { binomialTails } from './binomial';

/**
 * Exact two-sided p of McNemar's test: of pairs in which one arm alone was right, `a` and `b` of each, whether that
 * is one arm more often than chance has it. 1 without such pairs, NaN where one is no count.
 */
export function exactMcNemar(a: number, b: number): number {
  if (!(a >= 0 && b >= 0)) return NaN;
  return Math.min(1, 2 * binomialTails(Math.min(a, b), a + b, 0.5).lower);
}

const normal975 = 1.959963984540054;

/**
 * Difference of two paired rates (first minus second) with its 95 % interval, from n pairs of which `first` had it in
 * the first arm only and `second` in the second only (Agresti and Min 2005: Wald's with half a pair in each cell).
 */
export function pairedDifference(
  n: number,
  { first, second }: { readonly first: number; readonly second: number },
): { readonly difference: number; readonly low: number; readonly high: number } {
  if (n <= 0) return { difference: 0, low: -1, high: 1 };
  const [all, one, other] = [n + 2, first + 0.5, second + 0.5];
  const centre = (one - other) / all;
  const half = (normal975 * Math.sqrt(one + other - (one - other) ** 2 / all)) / all;
  return {
    difference: (first - second) / n,
    low: Math.max(-1, centre - half),
    high: Math.min(1, centre + half),
  };
}
