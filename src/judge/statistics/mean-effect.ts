/** What a mean stands on. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Of one value, not of the mean. */
  readonly variance: number;
}

export type Difference = 'absolute' | 'relative';

export interface Effect {
  readonly estimate: number;
  /** Standard error of the estimate. */
  readonly error: number;
}

export function momentsOfSums(n: number, sum: number, sumSquares: number): Moments {
  return { n, mean: sum / n, variance: Math.max(0, (sumSquares - (sum * sum) / n) / (n - 1)) };
}

export function momentsOfShare(n: number, successes: number): Moments {
  const mean = successes / n;
  return { n, mean, variance: mean * (1 - mean) };
}

/**
 * How far the mean of `candidate` is above that of `stable`, as a difference or as a share of the stable's (error by
 * the delta method); NaN where an arm is empty or the stable's mean is 0 in a relative one.
 */
export function meanEffect(stable: Moments, candidate: Moments, difference: Difference): Effect {
  const gain = candidate.mean - stable.mean;
  const [own, other] = [candidate.variance / candidate.n, stable.variance / stable.n];
  if (difference === 'absolute') return { estimate: gain, error: Math.sqrt(own + other) };
  const ratio = candidate.mean / stable.mean;
  return {
    estimate: gain / stable.mean,
    error: Math.sqrt(own + other * ratio * ratio) / Math.abs(stable.mean),
  };
}
