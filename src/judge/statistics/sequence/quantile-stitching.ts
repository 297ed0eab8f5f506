/** The paper's own choices. */
const delta = 0.5;
const exponent = 1.4;
const eta = 2;

// Riemann's zeta function at the exponent.
const zeta = 3.1055472779775806;

/**
 * How far the count of values up to the p-quantile ever strays from p t, uniformly over times and over all quantiles,
 * with chance at most alpha: the double stitching bound (Howard and Ramdas 2022), tightest from time
 * `tuningT` on. In counts.
 */
export function quantileStitchingBound(
  p: number,
  t: number,
  { alpha, tuningT }: { readonly alpha: number; readonly tuningT: number },
): number {
  const time = Math.max(t, tuningT) / tuningT;
  const logOdds = Math.log(p / (1 - p));
  const shifted = 1 / (1 + Math.exp(-logOdds - 2 * delta * Math.sqrt(eta / time)));
  const share = Math.max(p, Math.min(0.5, shifted));
  const variance = share * (1 - share);
  const grid = (Math.sqrt(time) * Math.abs(logOdds)) / (2 * delta) + 1;
  const penalty =
    exponent * (Math.log(Math.log(eta * time)) + Math.log(grid)) +
    Math.log((2 * zeta * (2 * zeta + 1)) / (alpha * Math.log(eta) ** exponent));
  const slope = (((Math.sqrt(eta) + 1) / 2) * (1 - 2 * p) * penalty) / 3;
  const width = (eta ** 0.25 + eta ** -0.25) ** 2 / 2;
  const spread = width * variance * time * tuningT * penalty;
  return delta * Math.sqrt(eta * time * variance) + Math.sqrt(spread + slope * slope) + slope;
}
