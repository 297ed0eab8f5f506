// Terms B(2k) / (2k (2k-1)) of Stirling's series; from `far` on their error is below double precision.
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
const far = 16;
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** Natural logarithm of the gamma function for x > 0; NaN else. Near its zeros 1 and 2 exact to 1e-15 absolutely. */
export function logGamma(x: number): number {
  if (!(x > 0)) return NaN;
  if (x === Infinity) return Infinity;
  return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingError(x);
}

/** What Stirling's formula leaves of logGamma(x) for x > 0; kept apart because factorials of large numbers cancel without it. */
export function stirlingError(x: number): number {
  let z = x;
  let steps = 0;
  // Γ(z+1) = zΓ(z) carries small arguments to where the series holds.
  for (; z < far; z += 1) steps += (z + 0.5) * Math.log1p(1 / z) - 1;
  const inverseSquare = 1 / (z * z);
  return steps + stirling.reduceRight((sum, term) => sum * inverseSquare + term, 0) / z;
}
