import { logGamma } from './log-gamma';

const tiny = 1e-300;
const precision = 1e-15;
// What is left of that precision after the logarithms of large factorials are subtracted.
const rounding = 1e-12;
const maxTerms = 100_000;

/** Regularised incomplete beta function I_x(a, b) for a, b > 0 and x in 0..1. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast only on the near side of the mean; the other side is its mirror.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  return (Math.exp(logWeight(x, a, b)) * continuedFraction(x, a, b)) / a;
}

/** The x at which I_x(a, b) is p: Newton's steps, and halving wherever one would leave what is left of 0..1. */
export function inverseIncompleteBeta(p: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (;;) {
    const excess = incompleteBeta(x, a, b) - p;
    if (excess < 0) low = x;
    else high = x;
    const slope = Math.exp(logWeight(x, a, b)) / (x * (1 - x));
    const newton = x - excess / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= rounding * x * (1 - x) || next <= low || next >= high) return next;
    x = next;
  }
}

/** Logarithm of x^a (1-x)^b / B(a, b). */
function logWeight(x: number, a: number, b: number): number {
  return a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b);
}

/** Lentz's evaluation of 1/(1+d1/(1+d2/(1+...))), the fraction of the incomplete beta function. */
function continuedFraction(x: number, a: number, b: number): number {
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let c = 1;
  let result = d;
  for (let index = 2; index < maxTerms; index += 1) {
    const term = termOf(index, x, a, b);
    d = 1 / awayFromZero(1 + term * d);
    c = awayFromZero(1 + term / c);
    const step = c * d;
    result *= step;
    if (step > 1 - precision && step < 1 + precision) break;
  }
  return result;
}

function termOf(index: number, x: number, a: number, b: number): number {
  const m = index >> 1;
  if (index % 2 === 0) return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
  return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
}

function awayFromZero(value: number): number {
  return value > -tiny && value < tiny ? tiny : value;
}
