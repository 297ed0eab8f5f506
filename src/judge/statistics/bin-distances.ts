/** Jensen-Shannon divergence, base 2, of two lists of counts over the same bins: 0 the same, 1 nothing in common. */
export function jensenShannon(a: readonly number[], b: readonly number[]): number {
  const [p, q] = [shares(a), shares(b)];
  const half = (own: readonly number[], other: readonly number[]) =>
    own.reduce(
      (sum, share, bin) =>
        share > 0 ? sum + share * Math.log2(share / ((share + other[bin]!) / 2)) : sum,
      0,
    );
  return Math.max(0, (half(p, q) + half(q, p)) / 2);
}

// 99 % quantiles of chi-square with 1 to 9 degrees of freedom.
const chiSquare99 = [6.6349, 9.2103, 11.3449, 13.2767, 15.0863, 16.8119, 18.4753, 20.0902, 21.666];

/**
 * Population stability index of two lists of counts over the same bins, at most ten, and what of it chance does not
 * explain: under no change it is about chi-square (1/n + 1/m) (Yurdakul and Naranjo). An empty bin counts as half a value.
 */
export function stabilityIndex(
  a: readonly number[],
  b: readonly number[],
): { readonly psi: number; readonly excess: number } {
  const [n, m] = [sum(a), sum(b)];
  if (n === 0 || m === 0 || a.length < 2) return { psi: 0, excess: 0 };
  const psi = a.reduce((total, count, bin) => {
    const [p, q] = [Math.max(count, 0.5) / n, Math.max(b[bin]!, 0.5) / m];
    return total + (p - q) * Math.log(p / q);
  }, 0);
  const chance = chiSquare99[Math.min(a.length - 1, chiSquare99.length) - 1]! * (1 / n + 1 / m);
  return { psi, excess: Math.max(0, psi - chance) };
}

function shares(counts: readonly number[]): number[] {
  const all = sum(counts);
  return counts.map((count) => (all > 0 ? count / all : 0));
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
