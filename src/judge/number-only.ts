import type { ArmCount } from './verdict';

/** An arm of which only the number is known: none is bad, and without any nothing is. */
export function numberOnly(n: number): ArmCount {
  return { n, x: 0, ratio: 0, upper: n > 0 ? 0 : 1 };
}
