import type { Count } from '../observation';
import { sum } from './counting';

const fewestBad = 20;
const fewestPeriods = 10;

/**
 * How much more the bad requests of the stable vary from period to period than chance alone would have it
 * (Pearson's chi-square over its degrees of freedom); at least 1, and 1 where too little is known to say.
 */
export function dispersion(counts: readonly Count[]): number {
  const served = counts.filter(({ n }) => n > 0);
  const n = sum(served.map((count) => count.n));
  const x = sum(served.map((count) => count.x));
  if (served.length < fewestPeriods || x < fewestBad || x >= n) return 1;
  const share = x / n;
  const squares = served.map(
    (count) => (count.x - count.n * share) ** 2 / (count.n * share * (1 - share)),
  );
  return Math.max(1, sum(squares) / (served.length - 1));
}
