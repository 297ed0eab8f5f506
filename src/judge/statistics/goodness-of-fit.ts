import { chiSquareUpperTail } from './chi-square';
import { sum } from './counting';

export interface GoodnessOfFit {
  readonly statistic: number;
  readonly degrees: number;
  readonly p: number;
}

/**
 * Pearson's chi-square test of counts against shares given by weights. Nothing to compare (fewer than two cells, no
 * counts) is p = 1; a count where the weight is 0 is p = 0; what is no count or weight gives NaN.
 */
export function goodnessOfFit(
  observed: readonly number[],
  weights: readonly number[],
): GoodnessOfFit {
  if (observed.length < 2) return { statistic: 0, degrees: 0, p: 1 };
  const [total, whole] = [sum(observed), sum(weights)];
  const sound = [...observed, ...weights].every((value) => value >= 0 && value < Infinity);
  if (!sound || observed.length !== weights.length || !(whole > 0) || total === Infinity)
    return { statistic: NaN, degrees: NaN, p: NaN };
  let [statistic, cells] = [0, 0];
  for (const [index, count] of observed.entries()) {
    const expected = total * (weights[index]! / whole);
    if (!(expected > 0 || count > 0)) continue;
    cells += 1;
    statistic += (count - expected) ** 2 / expected;
  }
  const degrees = Math.max(0, cells - 1);
  const p = degrees > 0 ? chiSquareUpperTail(statistic, degrees) : 1;
  return { statistic, degrees, p };
}
