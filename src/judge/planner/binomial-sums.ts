import type { Rules } from '../assessment';
import { binomialTails } from '../statistics/binomial';
import { firstWhere } from '../statistics/first-where';

/** P(at most `most` bad of n) where each is bad with chance `share`, 0..1. */
export function chanceAtMost(most: number, n: number, share: number): number {
  return binomialTails(most, n, share).lower;
}

/** The most bad ones among n with which the judge passes, -1 where none would do; `error` as a look may spend it. */
export function mostBad(n: number, rules: Rules, error: number): number {
  if (n <= 0 || n < rules.minimum.requests) return -1;
  const limited = Math.floor(rules.limit * n + 1e-9);
  if (rules.passLimit >= 1) return limited;
  // The exact upper bound is under the pass limit just where so few bad ones have at most this chance at the limit.
  const fails = (bad: number): boolean => !(chanceAtMost(bad, n, rules.passLimit) <= error);
  return firstWhere(0, limited, fails) - 1;
}

/** The fewest requests that pass when none of them is bad, at the error of the first look. */
export function fewestRequests(
  { passLimit, minimum }: Pick<Rules, 'passLimit' | 'minimum'>,
  error: number,
): number {
  const proof = passLimit >= 1 ? 1 : Math.ceil(Math.log(error) / Math.log1p(-passLimit));
  return Math.max(proof, minimum.requests);
}
