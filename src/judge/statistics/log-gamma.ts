// Terms B(2k) / (2k (2k-1)) of Stirling's series; from `far` on their error is below double precision.
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
const far = 12;
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** Natural logarithm of the gamma function for x > 0. */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  // The recurrence Γ(z+1) = zΓ(z) carries small arguments to where the series holds.
  for (; z < far; z += 1) shift += Math.log(z);
  const inverseSquare = 1 / (z * z);
  const series = stirling.reduceRight((sum, term) => sum * inverseSquare + term, 0) / z;
  return (z - 0.5) * Math.log(z) - z + halfLogTwoPi + series - shift;
}
