import { tailsAt } from './beta';
import { tailRoot } from './tail-root';

// exp(-700) is about the smallest number whose reciprocal is finite.
const edge = 700;

/** x and 1 - x, each with its own digits. */
type Shares = readonly [x: number, y: number];

/** The x at which I_x(a, b) is p; NaN for a, b not positive and finite or p not in 0..1. */
export function inverseIncompleteBeta(p: number, a: number, b: number): number {
  return p > 0.5 ? inverseUpperBeta(1 - p, a, b) : quantile(p, a, b, 'low');
}

/** The x at which 1 - I_x(a, b) is p: for small p the digits that 1 - p would lose. */
export function inverseUpperBeta(p: number, a: number, b: number): number {
  return p > 0.5 ? inverseIncompleteBeta(1 - p, a, b) : quantile(p, b, a, 'high');
}

function quantile(p: number, a: number, b: number, end: 'low' | 'high'): number {
  if (!(a > 0 && b > 0 && a + b < Infinity && p >= 0)) return NaN;
  if (p === 0) return end === 'low' ? 0 : 1;
  const [x, y] = pointAt(p, a, b);
  return end === 'low' ? x : y;
}

/** Searches over log(x / (1-x)), in which all tails of beta distributions have concave logarithms. */
function pointAt(p: number, a: number, b: number): Shares {
  if (b === 1) return [Math.exp(Math.log(p) / a), -Math.expm1(Math.log(p) / a)];
  if (a === 1) return [-Math.expm1(Math.log1p(-p) / b), Math.exp(Math.log1p(-p) / b)];
  const tail = (odds: number) => {
    const [x, y] = shares(odds);
    const { logLower, logWeight } = tailsAt({ x, y, a, b });
    return { log: logLower, slope: Math.exp(logWeight - logLower) };
  };
  const log = Math.log(p);
  const deviation = Math.sqrt(1 / a + 1 / b);
  // Of a normal tail this is beyond the quantile, and near it.
  const start = Math.log(a / b) - deviation * Math.sqrt(-2 * log);
  const odds = tailRoot(tail, log, { start, low: -edge, high: edge, deviation });
  return odds <= -edge ? [0, 1] : shares(odds);
}

function shares(odds: number): Shares {
  const rest = Math.exp(-Math.abs(odds));
  const [small, big] = [rest / (1 + rest), 1 / (1 + rest)];
  return odds < 0 ? [small, big] : [big, small];
}
