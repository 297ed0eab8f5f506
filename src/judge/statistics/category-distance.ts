import { totalOf } from './counting';

/** How often each category, or each bin, was seen. */
export type Categories = ReadonlyMap<string, number>;

/** Counts of both by the same categories, in the order in which those first appear. */
export function aligned(a: Categories, b: Categories): readonly [number[], number[]] {
  const names = [...new Set([...a.keys(), ...b.keys()])];
  return [names.map((name) => a.get(name) ?? 0), names.map((name) => b.get(name) ?? 0)];
}

/** Largest difference between two shares of the same category, 0..1; both counted by the same cells. */
export function lInfinity(a: readonly number[], b: readonly number[]): number {
  return foldShares(a, b, (p, q, largest) => Math.max(largest, Math.abs(p - q)));
}

/** Hellinger distance, 0..1. */
export function hellinger(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(foldShares(a, b, (p, q, sum) => sum + (Math.sqrt(p) - Math.sqrt(q)) ** 2) / 2);
}

/** Jensen-Shannon divergence in bits, 0..1; its square root is the distance of that name (Endres and Schindelin 2003). */
export function jensenShannon(a: readonly number[], b: readonly number[]): number {
  const bits = foldShares(
    a,
    b,
    (p, q, sum) => sum + surprise(p, (p + q) / 2) + surprise(q, (p + q) / 2),
  );
  return Math.max(0, bits / 2);
}

/**
 * What is left of a largest distance between samples of sizes n and m when chance is taken off: the `Robust`
 * distance of Model Monitor (`c` 1.8 is a chance of 0.003); never below 0.
 */
export function robustDistance(
  distance: number,
  { n, m, c = 1.8 }: { readonly n: number; readonly m: number; readonly c?: number },
): number {
  return Math.max(0, distance - c * Math.sqrt(1 / n + 1 / m));
}

/** The c of `robustDistance` for a chance: two empirical distributions of one source are that rarely further apart. */
export function chanceFactor(alpha: number): number {
  return Math.sqrt(-Math.log(alpha / 2) / 2);
}

/** NaN where one side has no counts, or an entry is none. */
function foldShares(
  a: readonly number[],
  b: readonly number[],
  next: (p: number, q: number, soFar: number) => number,
): number {
  const [whole, other] = [totalOf(a), totalOf(b)];
  if (!(whole > 0 && other > 0 && a.length === b.length)) return NaN;
  return a.reduce((soFar, count, index) => next(count / whole, b[index]! / other, soFar), 0);
}

function surprise(share: number, middle: number): number {
  return share > 0 ? share * Math.log2(share / middle) : 0;
}
