import { upperBound } from '../statistics/upper-bound';

/** What a pass asks of counts, besides the share itself. */
export interface PassRule {
  readonly limit: number;
  readonly passLimit: number;
  readonly error: number;
  readonly dispersion: number;
}

const mostRequests = 1e12;

/** Most bad ones among `n` requests with which a pass is possible; undefined where even none are too many. */
export function mostBad(n: number, rule: PassRule): number | undefined {
  if (!passes(0, n, rule)) return undefined;
  let [low, high] = [0, Math.floor(n) + 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle, n, rule)) low = middle;
    else high = middle;
  }
  return low;
}

/** Fewest requests that pass with the same share of bad ones; undefined where no number does. */
export function fewestRequests(share: number, rule: PassRule): number | undefined {
  let high = 1;
  while (!passes(share * high, high, rule)) {
    high *= 2;
    if (high > mostRequests) return undefined;
  }
  let low = high / 2;
  while (high - low > Math.max(1, high / 1000)) {
    const middle = (low + high) / 2;
    if (passes(share * middle, middle, rule)) high = middle;
    else low = middle;
  }
  return Math.ceil(high);
}

function passes(x: number, n: number, { limit, passLimit, error, dispersion }: PassRule): boolean {
  return x / n <= limit && upperBound({ n, x }, error, dispersion) <= passLimit;
}
