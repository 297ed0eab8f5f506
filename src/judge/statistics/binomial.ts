import { betaLogWeight, betaTails } from './beta';
import { allAbove, allBelow, mirrored, noTails, type Tails } from './tails';

/** P(X <= k) and P(X > k) for X bad requests of n when each is bad with chance `share`; NaN outside the domain. */
export function binomialTails(k: number, n: number, share: number): Tails {
  if (!(n >= 0 && n < Infinity && share >= 0 && share <= 1) || Number.isNaN(k)) return noTails;
  const whole = Math.floor(k);
  if (whole < 0) return allAbove;
  return whole >= n ? allBelow : mirrored(betaTails(share, whole + 1, n - whole));
}

/** Logarithm of P(X = k) for whole k in 0..n and 0 < share < 1. */
export function logBinomial(k: number, n: number, share: number): number {
  if (k === 0) return n * Math.log1p(-share);
  if (k === n) return n * Math.log(share);
  const weight = betaLogWeight({ x: share, y: 1 - share, a: k, b: n - k });
  return weight - Math.log((k / n) * (n - k));
}
