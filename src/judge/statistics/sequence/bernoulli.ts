import { betaBinomialCapital } from './beta-binomial';
import { crossing } from './crossing';

/**
 * Interval of a share that never leaves it out with chance at least 1 - alpha, however often one looks: all shares
 * against which the two-sided beta-binomial mixture has not won 1/alpha (Howard, Ramdas, McAuliffe and Sekhon 2021).
 * Tightest at `tuningN` trials; 0..1 without trials and for what is no count.
 */
export function bernoulliSequence(
  successes: number,
  trials: number,
  { alpha, tuningN }: { readonly alpha: number; readonly tuningN: number },
): readonly [lower: number, upper: number] {
  if (!(successes >= 0 && successes <= trials)) return [0, 1];
  const seen = successes / trials;
  const level = -Math.log(alpha);
  const capital = (share: number): number => {
    const [g, h] = [share, 1 - share];
    const tuning = { v: g * h * tuningN, alpha: 0.05 };
    return betaBinomialCapital((seen - share) * trials, g * h * trials, { g, h, tuning, sides: 2 });
  };
  const smallest = Number.EPSILON;
  return [
    seen > smallest && capital(smallest) >= level ? crossing(capital, level, seen, smallest) : 0,
    seen < 1 - smallest && capital(1 - smallest) >= level
      ? crossing(capital, level, seen, 1 - smallest)
      : 1,
  ];
}
