const nodeCount = 48;
// Beyond this exponent nothing is left at double precision.
const deepest = 45;

interface Node {
  readonly at: number;
  readonly weight: number;
}

const nodes = legendreNodes(nodeCount);

/**
 * Integral of exp(-exponent(s)) over s >= 0 for a convex exponent that starts at 0; `reach` is where it comes to
 * about 45, and the search for that point starts there.
 */
export function tailIntegral(exponent: (s: number) => number, reach: number): number {
  let end = reach;
  for (let tries = 0; tries < 100 && exponent(end) < deepest; tries += 1) end *= 1.25;
  const half = end / 2;
  let sum = 0;
  for (const { at, weight } of nodes) sum += weight * Math.exp(-exponent(half * (1 + at)));
  return half * sum;
}

/** Where exponents that grow as `slope` s + `curvature` s²/2 come to about 45. */
export function reachOf(slope: number, curvature: number): number {
  return Math.min(deepest / slope, Math.sqrt((2 * deepest) / curvature));
}

/** Zeros of the Legendre polynomial on -1..1 with Gauss's weights, by Newton's steps. */
function legendreNodes(count: number): readonly Node[] {
  return Array.from({ length: count }, (_, index) => {
    let at = Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step += 1) {
      let [before, now] = [1, at];
      for (let k = 2; k <= count; k += 1)
        [before, now] = [now, ((2 * k - 1) * at * now - (k - 1) * before) / k];
      slope = (count * (at * now - before)) / (at * at - 1);
      at -= now / slope;
    }
    return { at, weight: 2 / ((1 - at * at) * slope * slope) };
  });
}
