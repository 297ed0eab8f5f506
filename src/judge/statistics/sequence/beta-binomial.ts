import { betaTails } from '../beta';
import { logGamma } from '../log-gamma';
import { crossing } from './crossing';
import { mixturePrecision, type Tuning } from './normal-mixture';

/** A sum whose steps lie in -g..h, with the tuning of the mixture over them. */
export interface Steps {
  readonly g: number;
  readonly h: number;
  readonly tuning: Tuning;
  readonly sides: 1 | 2;
}

/**
 * Logarithm of the capital against "the sum is a martingale" at value `s` and intrinsic time `v`: the beta-binomial
 * mixture for bounded steps (Howard, Ramdas, McAuliffe and Sekhon 2021, propositions 7 and 8).
 */
export function betaBinomialCapital(s: number, v: number, { g, h, tuning, sides }: Steps): number {
  const width = g + h;
  const r = Math.max(mixturePrecision(tuning, sides) - g * h, 1e-3 * g * h);
  const downs = (v - g * s) / (g * width);
  const ups = (v + h * s) / (h * width);
  const mixture = (extraDowns: number, extraUps: number): number =>
    logMass(r / (g * width) + extraDowns, r / (h * width) + extraUps, sides === 1 ? h / width : 1);
  return (
    (v / (g * h)) * Math.log(width) -
    ups * Math.log(g) -
    downs * Math.log(h) +
    mixture(downs, ups) -
    mixture(0, 0)
  );
}

/** Bound that the sum ever crosses with chance at most alpha; it cannot be beyond v / g. */
export function betaBinomialBound(v: number, alpha: number, steps: Steps): number {
  const furthest = v / steps.g;
  const capital = (s: number): number => betaBinomialCapital(s, v, steps);
  const level = -Math.log(alpha);
  return capital(furthest) < level ? furthest : crossing(capital, level, 0, furthest);
}

/** Logarithm of the incomplete beta function, not regularised. */
function logMass(a: number, b: number, x: number): number {
  const whole = logGamma(a) + logGamma(b) - logGamma(a + b);
  return whole + betaTails(x, a, b).logLower;
}
