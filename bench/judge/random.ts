import { logGamma } from '../../src/judge/statistics/log-gamma';

// Bound once: each look-up of a global costs a microsecond inside the test runner's sandboxed context.
const { PI, abs, cos, exp, floor, imul, log, sqrt } = Math;

/** Seeded, so that a simulation measures the same in every run and on any number of threads. */
export interface Random {
  /** 0 < value < 1. */
  uniform(): number;
  normal(): number;
  /** Normal, given that it is above `least` > 0. */
  normalAbove(least: number): number;
  poisson(mean: number): number;
  /** Number of trials up to the first success. */
  geometric(share: number): number;
}

/** A stream of its own for each list of keys (whole numbers). */
export function randomFrom(...keys: readonly number[]): Random {
  const uniform = uniforms(keys);
  const normal = (): number => sqrt(-2 * log(uniform())) * cos(2 * PI * uniform());
  // Marsaglia (1964), A variable from the tail of a normal distribution.
  const normalAbove = (least: number): number => {
    for (;;) {
      const value = sqrt(least * least - 2 * log(uniform()));
      if (uniform() * value < least) return value;
    }
  };
  const poisson = (mean: number): number => {
    if (mean <= 0) return 0;
    return mean < 12 ? bySearch(mean, uniform()) : byRejection(mean, uniform);
  };
  const geometric = (share: number): number => 1 + floor(log(uniform()) / log(1 - share));
  return { uniform, normal, normalAbove, poisson, geometric };
}

/** xoshiro128+ (Blackman and Vigna 2018), its state filled by a hash of the keys. */
function uniforms(keys: readonly number[]): () => number {
  let hash = 0x9e3779b9;
  const next = (key: number): number => {
    hash = imul(hash ^ key, 0x85ebca6b);
    hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^= hash >>> 16);
  };
  for (const key of keys) next(key);
  let [a, b, c, d] = [next(1), next(2), next(3), next(4) | 1];
  return () => {
    const sum = (a + d) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return (sum + 0.5) / 2 ** 32;
  };
}

function bySearch(mean: number, uniform: number): number {
  let chance = exp(-mean);
  let left = uniform - chance;
  let count = 0;
  while (left > 0 && chance > 0) {
    count += 1;
    chance *= mean / count;
    left -= chance;
  }
  return count;
}

/** PTRS of Hörmann (1993), The transformed rejection method for generating Poisson random variables. */
function byRejection(mean: number, uniform: () => number): number {
  const spread = 0.931 + 2.53 * sqrt(mean);
  const slope = -0.059 + 0.02483 * spread;
  const inverseAlpha = 1.1239 + 1.1328 / (spread - 3.4);
  const accepted = 0.9277 - 3.6224 / (spread - 2);
  for (;;) {
    const u = uniform() - 0.5;
    const v = uniform();
    const rest = 0.5 - abs(u);
    const count = floor((2 * (slope / rest) + spread) * u + mean + 0.43);
    if (rest >= 0.07 && v <= accepted) return count;
    if (count < 0 || (rest < 0.013 && v > rest)) continue;
    const hat = log((v * inverseAlpha) / (slope / (rest * rest) + spread));
    if (hat <= count * log(mean) - mean - logGamma(count + 1)) return count;
  }
}
