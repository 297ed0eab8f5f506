/** Where a search starts and how exact it must be. */
export interface Search {
  readonly low: number;
  readonly high: number;
  /** Width of the last bracket. */
  readonly tolerance: number;
}

interface Point {
  readonly at: number;
  readonly value: number;
}

const maxSteps = 1000;
const epsilon = 2.220446049250313e-16;

/**
 * A root by Brent's method (1973, chapter 4), with the tolerance as R's uniroot and Kayenta apply it: on a step
 * function where it stops inside a step depends on that, and with it Kayenta's verdict.
 */
export function brentRoot(
  valueAt: (at: number) => number,
  { low, high, tolerance }: Search,
): number {
  const point = (at: number): Point => ({ at, value: valueAt(at) });
  let last = point(low);
  let best = point(high);
  if (last.value === 0) return low;
  // The end of the bracket where the function has the other sign.
  let other = last;
  for (let step = 0; step < maxSteps; step += 1) {
    const stride = best.at - last.at;
    if (Math.abs(other.value) < Math.abs(best.value)) [last, best, other] = [best, other, best];
    const least = 2 * epsilon * Math.abs(best.at) + tolerance / 2;
    const half = (other.at - best.at) / 2;
    if (Math.abs(half) <= least || best.value === 0) return best.at;
    const useful = Math.abs(stride) >= least && Math.abs(last.value) > Math.abs(best.value);
    const wanted = useful ? interpolated(last, best, other, { stride, least }) : undefined;
    const move = wanted ?? half;
    last = best;
    best = point(best.at + (Math.abs(move) < least ? Math.sign(move) * least : move));
    if (best.value > 0 === other.value > 0) other = last;
  }
  return best.at;
}

/** The step to where a line or an inverse parabola through the points is 0; undefined where halving is safer. */
function interpolated(
  last: Point,
  best: Point,
  other: Point,
  { stride, least }: { readonly stride: number; readonly least: number },
): number | undefined {
  const span = other.at - best.at;
  const fromLast = best.value / last.value;
  let [p, q] = [span * fromLast, 1 - fromLast];
  if (last !== other) {
    const [ratio, fromOther] = [last.value / other.value, best.value / other.value];
    const bend = span * ratio * (ratio - fromOther) - (best.at - last.at) * (fromOther - 1);
    [p, q] = [fromLast * bend, (ratio - 1) * (fromOther - 1) * (fromLast - 1)];
  }
  if (p > 0) q = -q;
  else p = -p;
  const inside = p < 0.75 * span * q - Math.abs(least * q) / 2;
  return inside && p < Math.abs((stride * q) / 2) ? p / q : undefined;
}
