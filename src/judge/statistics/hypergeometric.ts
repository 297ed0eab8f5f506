import { logBinomial } from './binomial';
import { allAbove, allBelow, noTails, tailsFrom, type Tails } from './tails';

/** So many are drawn without return from a total of which so many are marked. */
export interface Draw {
  readonly total: number;
  readonly marked: number;
  readonly drawn: number;
}

const precision = 1e-17;

/** P(X <= k) and P(X > k) for the number X of marked ones drawn; NaN for numbers that are no counts. */
export function hypergeometricTails(k: number, draw: Draw): Tails {
  if (!isDraw(draw) || Number.isNaN(k)) return noTails;
  const { low, high, mode } = supportOf(draw);
  const whole = Math.floor(k);
  if (whole < low) return allAbove;
  if (whole >= high) return allBelow;
  // Summed outwards, where terms only fall.
  return whole < mode
    ? tailsFrom('lower', logOutwards(whole, -1, draw))
    : tailsFrom('upper', logOutwards(whole + 1, 1, draw));
}

/** Whether all are whole, not negative, exact as doubles, and no part is above the total. */
export function isDraw({ total, marked, drawn }: Draw): boolean {
  const whole = [total, marked, drawn].every((count) => Number.isSafeInteger(count) && count >= 0);
  return whole && marked <= total && drawn <= total;
}

/** Least, largest and likeliest number of marked ones drawn. */
export function supportOf({ total, marked, drawn }: Draw) {
  const low = Math.max(0, drawn - (total - marked));
  const high = Math.min(marked, drawn);
  const likeliest = Math.floor(((drawn + 1) / (total + 2)) * (marked + 1));
  return { low, high, mode: Math.min(high, Math.max(low, likeliest)) };
}

/** Logarithm of P(X = k) within the support: three binomials of one chance, which then cancels (Loader 2000). */
export function logHypergeometric(k: number, { total, marked, drawn }: Draw): number {
  if (drawn === total) return 0;
  const share = drawn / total;
  const ways = logBinomial(k, marked, share) + logBinomial(drawn - k, total - marked, share);
  return ways - logBinomial(drawn, total, share);
}

function logOutwards(start: number, step: 1 | -1, draw: Draw): number {
  const others = draw.total - draw.marked;
  // What the marked and the others have left to give, and have given, in the direction of the steps.
  const [given, rest] = step > 0 ? [start, draw.drawn - start] : [draw.drawn - start, start];
  const [most, mostRest] = step > 0 ? [draw.marked, others] : [others, draw.marked];
  let [sum, term] = [1, 1];
  for (let i = 0; term > precision * sum; i += 1) {
    const [now, left] = [given + i, rest - i];
    term *= ((most - now) / (now + 1)) * (left / (mostRest - left + 1));
    sum += term;
  }
  return logHypergeometric(start, draw) + Math.log(sum);
}
