import type { Rules } from '../assessment';
import { binomialTails } from '../statistics/binomial';

/** P(at most `most` bad of n) where each is bad with chance `share`, 0..1. */
export function chanceAtMost(most: number, n: number, share: number): number {
  return binomialTails(most, n, share).lower;
}

/** The most bad ones among n with which the judge passes, -1 where none would do; `error` as a look may spend it. */
export function mostBad(n: number, rules: Rules, error: number): number {
  // The exact upper bound is under the pass limit just where so few bad ones have at most this chance at the limit.
  const passes = (bad: number): boolean => chanceAtMost(bad, n, rules.passLimit) <= error;
  const limited = Math.min(n - 1, Math.floor(rules.limit * n + 1e-9));
  if (n <= 0 || n < rules.minimum.requests) return -1;
  if (rules.passLimit >= 1) return Math.floor(rules.limit * n + 1e-9);
  if (!passes(0)) return -1;
  let [low, high] = [0, limited];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The fewest requests that pass when none of them is bad, at the error of the first look. */
export function fewestRequests(
  { passLimit, minimum }: Pick<Rules, 'passLimit' | 'minimum'>,
  error: number,
): number {
  const proof = passLimit >= 1 ? 1 : Math.ceil(Math.log(error) / Math.log1p(-passLimit));
  return Math.max(proof, minimum.requests);
}
