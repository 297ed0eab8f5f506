import { ascending } from '../mann-whitney';
import { betaBinomialCapital, type Steps } from './beta-binomial';

/**
 * p-value, valid however often one looks, of "both samples have the same p-quantile": the least capital that a common
 * quantile leaves against both (Howard and Ramdas 2022). 1 for an empty sample or what is no number.
 */
export function sameQuantileP(
  x: readonly number[],
  y: readonly number[],
  { p, tuningN }: { readonly p: number; readonly tuningN: number },
): number {
  if (x.length * y.length === 0 || [...x, ...y].some(Number.isNaN) || !(p > 0 && p < 1)) return 1;
  const tuning = { v: tuningN * p * (1 - p), alpha: 0.05 };
  const steps: Steps = { g: p, h: 1 - p, tuning, sides: 2 };
  const [xs, ys] = [ascending(x), ascending(y)];
  let least = Infinity;
  let [i, j] = [0, 0];
  // Between two values all counts stay, and are also counts at the value before: only values need a look.
  while (i < xs.length || j < ys.length) {
    const at = Math.min(xs[i] ?? Infinity, ys[j] ?? Infinity);
    const [before, beforeOther] = [i, j];
    // Nothing beyond an end is `<=` a number.
    while (xs[i]! <= at) i += 1;
    while (ys[j]! <= at) j += 1;
    const capital =
      leastCapital(before, i, xs.length, steps) + leastCapital(beforeOther, j, ys.length, steps);
    least = Math.min(least, capital);
  }
  return Math.min(1, Math.exp(-least));
}

/** Against "p n values lie up to here", when between `from` and `to` of them do; the capital is convex and least at p. */
function leastCapital(from: number, to: number, n: number, steps: Steps): number {
  const { g: p, h } = steps;
  const closest = Math.min(Math.max(p * n, from), to);
  return betaBinomialCapital(closest - p * n, p * h * n, steps);
}
