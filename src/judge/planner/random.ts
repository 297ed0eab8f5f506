// Bound once: each look-up of a global costs a microsecond inside the test runner's sandboxed context.
const { PI, cos, exp, log, max, round, sqrt } = Math;

/** Seeded, so that a plan of the same facts says the same. */
export interface Random {
  poisson(mean: number): number;
}

/** Above this mean a normal draw is as good, and takes one step. */
const large = 30;

/** xorshift32 (Marsaglia 2003). */
export function randomFrom(seed: number): Random {
  let state = seed | 0 || 1;
  const uniform = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  };
  const normal = (): number => sqrt(-2 * log(uniform())) * cos(2 * PI * uniform());
  return {
    poisson: (mean) => {
      if (mean > large) return max(0, round(mean + sqrt(mean) * normal()));
      const least = exp(-mean);
      let count = 0;
      for (let product = uniform(); product > least; product *= uniform()) count += 1;
      return count;
    },
  };
}
