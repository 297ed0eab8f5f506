import { continuedFraction } from './continued-fraction';
import { excessOver } from './exact-sum';
import { stirlingError } from './log-gamma';
import { deviance, expExcess, logExcess } from './small-difference';
import { reachOf, tailIntegral } from './tail-integral';
import { allAbove, allBelow, noTails, tailsFrom, type Tails } from './tails';

// From here on an integral is as exact as the fraction and does not get longer as a and b grow.
const large = 300;

/** A point of the beta distribution; `y` is 1 - x with its own digits. */
export interface BetaPoint {
  readonly x: number;
  readonly y: number;
  readonly a: number;
  readonly b: number;
}

/** Tails at a point, and the logarithm of the density over log(x / (1-x)), which is x^a (1-x)^b / B(a, b). */
export interface BetaTails extends Tails {
  readonly logWeight: number;
}

/** Regularised incomplete beta function I_x(a, b) for a, b > 0 and x in 0..1; NaN outside. */
export function incompleteBeta(x: number, a: number, b: number): number {
  return betaTails(x, a, b).lower;
}

/** I_x(a, b) and its complement; NaN where a or b is not positive and finite, or x not in 0..1. */
export function betaTails(x: number, a: number, b: number): Tails {
  if (!(a > 0 && b > 0 && a + b < Infinity && x >= 0 && x <= 1)) return noTails;
  if (x === 0) return allAbove;
  if (x === 1) return allBelow;
  return tailsAt({ x, y: 1 - x, a, b });
}

/** As `betaTails`, for 0 < x < 1; the smaller of x and y must be exact, the other is taken as 1 minus it. */
export function tailsAt({ x, y, a, b }: BetaPoint): BetaTails {
  const excess = excessOf({ x, y, a, b });
  const logWeight = logWeightOf({ x, y, a, b }, excess);
  // Both forms hold on the near side of the mean a / (a+b); the other side is its mirror.
  const below = excess >= 0;
  const ratio = below
    ? ratioOf({ x, y, a, b }, excess)
    : ratioOf({ x: y, y: x, a: b, b: a }, -excess);
  return { ...tailsFrom(below ? 'lower' : 'upper', logWeight + Math.log(ratio)), logWeight };
}

/**
 * Logarithm of x^a (1-x)^b / B(a, b) for 0 < x < 1; by Loader's deviances (2000), in which the factorials of a
 * trillion cancel before they are taken.
 */
export function betaLogWeight(point: BetaPoint): number {
  return logWeightOf(point, excessOf(point));
}

function excessOf({ x, y, a, b }: BetaPoint): number {
  return x <= y ? excessOver(x, a, b) : -excessOver(y, b, a);
}

function logWeightOf({ x, y, a, b }: BetaPoint, excess: number): number {
  const n = a + b;
  const errors = stirlingError(n) - stirlingError(a) - stirlingError(b);
  const far = devianceOf(a, n, x, excess) + devianceOf(b, n, y, -excess);
  return 0.5 * Math.log(((a / n) * b) / (2 * Math.PI)) + errors - far;
}

function devianceOf(value: number, n: number, share: number, excess: number): number {
  const mean = n * share;
  if (mean > 1e-290) return deviance(mean, excess);
  return value * (Math.log(value) - Math.log(n) - Math.log(share)) - value;
}

/** Lower tail over weight, for a point not above the mean. */
function ratioOf(point: BetaPoint, excess: number): number {
  return Math.min(point.a, point.b) > large ? integral(point, excess) : fraction(point, excess);
}

/** The fraction of DiDonato and Morris (1992), whose terms do not cancel below the mean. */
function fraction({ x, y, a, b }: BetaPoint, excess: number): number {
  const value = continuedFraction((m) => {
    const odd = a + 2 * m - 1;
    const ahead = (m * (b - m) * x) / odd;
    return {
      a: ((ahead * x) / odd) * (a + m - 1) * (a + b + m - 1),
      b: m + (m === 0 ? 0 : ahead) + ((a + m) * (excess + 1 + m * (1 + y))) / (odd + 2),
    };
  });
  return 1 / value;
}

/** The tail in steps s of log(x / (1-x)) downwards: exp(-excess s - n K(s)), K a binary variable's cumulants. */
function integral({ x, y, a, b }: BetaPoint, excess: number): number {
  const n = a + b;
  const exponent = (s: number): number => {
    const cumulants =
      x <= y
        ? x * expExcess(-s) + logExcess(x * Math.expm1(-s))
        : y * expExcess(s) + logExcess(y * Math.expm1(s));
    return excess * s + n * cumulants;
  };
  return tailIntegral(exponent, reachOf(excess, n * x * y));
}
