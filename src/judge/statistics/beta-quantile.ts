import { tailsAt } from './beta';
import { tailRoot } from './tail-root';

// exp(-700) is about the smallest number whose reciprocal is finite.
const edge = 700;

/** The x at which I_x(a, b) is p; NaN for a, b not positive and finite or p not in 0..1. */
export function inverseIncompleteBeta(p: number, a: number, b: number): number {
  return p > 0.5 ? inverseUpperBeta(1 - p, a, b) : quantile(p, a, b, 'low');
}

/** The x at which 1 - I_x(a, b) is p: for small p the digits that 1 - p would lose. */
export function inverseUpperBeta(p: number, a: number, b: number): number {
  return p > 0.5 ? inverseIncompleteBeta(1 - p, a, b) : quantile(p, b, a, 'high');
}

/** Searches over log(x / (1-x)), in which all tails of beta distributions have concave logarithms. */
function quantile(p: number, a: number, b: number, end: 'low' | 'high'): number {
  if (!(a > 0 && b > 0 && a + b < Infinity && p >= 0)) return NaN;
  if (p === 0) return end === 'low' ? 0 : 1;
  const tail = (odds: number) => {
    const [x, y] = shares(odds);
    const { logLower, logWeight } = tailsAt({ x, y, a, b });
    return { log: logLower, slope: Math.exp(logWeight - logLower) };
  };
  const range = { start: Math.log(a / b), low: -edge, high: edge };
  const odds = tailRoot(tail, Math.log(p), range);
  const [x, y] = odds <= -edge ? [0, 1] : shares(odds);
  return end === 'low' ? x : y;
}

function shares(odds: number): readonly [number, number] {
  const rest = Math.exp(-Math.abs(odds));
  const [small, big] = [rest / (1 + rest), 1 / (1 + rest)];
  return odds < 0 ? [small, big] : [big, small];
}
