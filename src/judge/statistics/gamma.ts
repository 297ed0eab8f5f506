import { continuedFraction } from './continued-fraction';
import { stirlingError } from './log-gamma';
import { deviance, expExcess } from './small-difference';
import { reachOf, tailIntegral } from './tail-integral';
import { allAbove, allBelow, noTails, tailsFrom, type Tails } from './tails';
import { tailRoot } from './tail-root';

// From here on an integral is as exact as the series and does not get longer as a grows.
const fromHere = 300;
const edge = 700;
const precision = 1e-17;

/** Regularised incomplete gamma functions P(a, x) and Q(a, x) for a > 0 and x >= 0; NaN outside. */
export function gammaTails(x: number, a: number): Tails {
  if (!(a > 0 && a < Infinity && x >= 0)) return noTails;
  if (x === 0) return allAbove;
  if (x === Infinity) return allBelow;
  return tailsAt(x, a);
}

/** The x at which the named tail of a gamma distribution of shape a is p <= 0.5; NaN outside the domain. */
export function gammaQuantile(p: number, a: number, side: 'lower' | 'upper'): number {
  if (!(a > 0 && a < Infinity && p >= 0 && p <= 0.5)) return NaN;
  if (p === 0) return side === 'lower' ? 0 : Infinity;
  // In log x both tails have concave logarithms; the upper one is turned round to increase.
  const sign = side === 'lower' ? 1 : -1;
  const tail = (at: number) => {
    const { logLower, logUpper, logWeight } = tailsAt(Math.exp(sign * at), a);
    const log = side === 'lower' ? logLower : logUpper;
    return { log, slope: Math.exp(logWeight - log) };
  };
  const start = side === 'lower' ? Math.log(a) : -Math.log(surelyAbove(Math.log(p), a));
  const deviation = 1 / Math.sqrt(a);
  const at = tailRoot(tail, Math.log(p), { start, low: -edge, high: edge, deviation });
  return side === 'lower' && at <= -edge ? 0 : Math.exp(sign * at);
}

/** Beyond the quantile (Boucheron, Lugosi and Massart 2013, section 2.4): a start from which no step can run away. */
function surelyAbove(log: number, a: number): number {
  return a + Math.sqrt(-2 * a * log) - log;
}

function tailsAt(x: number, a: number): Tails & { readonly logWeight: number } {
  const excess = a - x;
  const far = x > 1e-290 ? deviance(x, excess) : a * (Math.log(a) - Math.log(x)) - a;
  // x^a exp(-x) / Γ(a), the density over log x.
  const logWeight = 0.5 * Math.log(a / (2 * Math.PI)) - stirlingError(a) - far;
  const large = a > fromHere;
  // Just above the mean the series is still the shorter one.
  const side = excess >= (large ? 0 : -1) ? 'lower' : 'upper';
  const near = side === 'lower' ? series : fraction;
  const ratio = large ? integral(x, excess) : near(x, a);
  return { ...tailsFrom(side, logWeight + Math.log(ratio)), logWeight };
}

/** DLMF 8.11.4: the lower tail over the weight. */
function series(x: number, a: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; term > precision * sum; k += 1) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** DLMF 8.9.2, its even part: the upper tail over the weight. */
function fraction(x: number, a: number): number {
  return 1 / continuedFraction((m) => ({ a: m * (a - m), b: x - a + 1 + 2 * m }));
}

/** The nearer tail in steps of log x away from the mean. */
function integral(x: number, excess: number): number {
  const outward = excess >= 0 ? -1 : 1;
  const slope = Math.abs(excess);
  return tailIntegral((s) => slope * s + x * expExcess(outward * s), reachOf(slope, x));
}
