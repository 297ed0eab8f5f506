import { firstWhere } from './first-where';
import { hypergeometricTails, isDraw, logHypergeometric, supportOf } from './hypergeometric';

/** Two rows of counts: [bad, good] of one arm and of the other. */
export type Table = readonly [readonly [number, number], readonly [number, number]];

export type Alternative = 'two-sided' | 'less' | 'greater';

// Tables whose chances differ by less count as equally likely, as in R's fisher.test.
const sameChance = 1e-7;

/**
 * p-value of Fisher's exact test that both rows have one share; `greater`: the first row's share is larger.
 * Two-sided it sums all tables that are not likelier than this one. NaN where an entry is no count.
 */
export function fisherExact(
  [[a, b], [c, d]]: Table,
  alternative: Alternative = 'two-sided',
): number {
  const draw = { total: a + b + c + d, marked: a + c, drawn: a + b };
  if (![a, b, c, d].every((count) => count >= 0) || !isDraw(draw)) return NaN;
  if (alternative === 'less') return hypergeometricTails(a, draw).lower;
  if (alternative === 'greater') return hypergeometricTails(a - 1, draw).upper;
  const { low, high, mode } = supportOf(draw);
  const limit = logHypergeometric(a, draw) + Math.log1p(sameChance);
  const rare = (k: number) => logHypergeometric(k, draw) <= limit;
  const below = firstWhere(low, mode, (k) => !rare(k)) - 1;
  const above = firstWhere(mode, high, rare);
  const tails = hypergeometricTails(below, draw).lower + hypergeometricTails(above - 1, draw).upper;
  return Math.min(1, tails);
}
