/** Logarithm of a tail and its slope at one point. */
export interface LogTail {
  readonly log: number;
  readonly slope: number;
}

const maxSteps = 200;
// Steps shrink by their square: after one of this size the next is below double precision.
const lastStep = 1e-12;

/**
 * The point within `low..high` at which an increasing, concave log tail has the value `log`; the nearer end where
 * it has it nowhere. Newton's steps: a concave function lies below its tangents, so after the first step they
 * come up from below and cannot miss.
 */
export function tailRoot(
  tail: (at: number) => LogTail,
  log: number,
  { start, low, high }: { readonly start: number; readonly low: number; readonly high: number },
): number {
  let at = Math.min(high, Math.max(low, start));
  for (let step = 0; step < maxSteps; step += 1) {
    const { log: now, slope } = tail(at);
    const next = Math.min(high, Math.max(low, at - (now - log) / slope));
    if (!(Math.abs(next - at) > lastStep * Math.max(1, Math.abs(at)))) return next;
    at = next;
  }
  return at;
}
