const nearZero = 0.5;
const precision = 1e-17;

/** log(1 + w) - w for w > -1, with all its digits near 0, where the two cancel. */
export function logExcess(w: number): number {
  if (!(Math.abs(w) < nearZero)) return Math.log1p(w) - w;
  // log(1+w) is 2 atanh(u), whose first term leaves -wu.
  const u = w / (2 + w);
  const square = u * u;
  let power = 1;
  let sum = 0;
  for (let k = 3; power > precision; k += 2) {
    sum += power / k;
    power *= square;
  }
  return 2 * u * square * sum - w * u;
}

/** exp(s) - 1 - s, with all its digits near 0. */
export function expExcess(s: number): number {
  if (!(Math.abs(s) < nearZero)) return Math.expm1(s) - s;
  let term = 1;
  let sum = 1;
  for (let k = 3; term > precision || -term > precision; k += 1) {
    term *= s / k;
    sum += term;
  }
  return ((s * s) / 2) * sum;
}

/** mean + excess against mean: v log(v / mean) - v + mean for v = mean + excess, never negative (Loader 2000). */
export function deviance(mean: number, excess: number): number {
  const ratio = excess / mean;
  if (Math.abs(ratio) < nearZero) return mean * (ratio * ratio + (1 + ratio) * logExcess(ratio));
  const value = mean + excess;
  return value > 0 ? value * Math.log(value / mean) - excess : mean;
}
