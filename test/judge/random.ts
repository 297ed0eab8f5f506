// Bound once: each look-up of a global costs a microsecond inside the test runner's sandboxed context.
const { PI, cos, exp, floor, imul, log, log1p, max, round, sqrt } = Math;

/** Seeded, so that a simulation measures the same in every run. */
export interface Random {
  /** 0 <= value < 1. */
  uniform(): number;
  normal(): number;
  poisson(mean: number): number;
  binomial(n: number, share: number): number;
}

export function randomFrom(seed: number): Random {
  // Neighbouring seeds shall start far apart.
  let state = imul(seed ^ (seed >>> 15), 0x2c1b3c6d);
  state = imul(state ^ (state >>> 12), 0x297a2d39) || 1;
  const uniform = (): number => {
    // xorshift32 (Marsaglia 2003)
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const normal = (): number => sqrt(-2 * log(1 - uniform())) * cos(2 * PI * uniform());
  const poisson = (mean: number): number => {
    if (mean > 50) return max(0, round(mean + sqrt(mean) * normal()));
    const least = exp(-mean);
    let count = 0;
    for (let product = uniform(); product > least; product *= uniform()) count += 1;
    return count;
  };
  const binomial = (n: number, share: number): number => {
    // Rare events by their gaps: as exact as a draw per request, and fast.
    if (share <= 0) return 0;
    if (share > 0.5) return n - binomial(n, 1 - share);
    let count = -1;
    const quiet = log1p(-share);
    for (let at = 0; at <= n; count += 1) at += 1 + floor(log(1 - uniform()) / quiet);
    return count;
  };
  return { uniform, normal, poisson, binomial };
}
