/** Logarithm of a tail and its slope at one point. */
export interface LogTail {
  readonly log: number;
  readonly slope: number;
}

export interface SearchRange {
  readonly start: number;
  readonly low: number;
  readonly high: number;
  /** The distribution's standard deviation, or thereabouts. */
  readonly deviation: number;
}

const maxSteps = 200;
// In standard deviations. Errors shrink by their square: after a step of this size nothing is left to mend.
const lastStep = 1e-7;

/**
 * The point within `low..high` at which an increasing, concave log tail has the value `log`; the nearer end where
 * it has it nowhere. Newton's steps: a concave function lies below its tangents, so after the first step they
 * come up from below and cannot miss.
 */
export function tailRoot(
  tail: (at: number) => LogTail,
  log: number,
  { start, low, high, deviation }: SearchRange,
): number {
  const near = lastStep * Math.min(1, deviation);
  let at = Math.min(high, Math.max(low, start));
  for (let step = 0; step < maxSteps; step += 1) {
    const { log: now, slope } = tail(at);
    const next = Math.min(high, Math.max(low, at - (now - log) / slope));
    if (!(Math.abs(next - at) > near)) return next;
    at = next;
  }
  return at;
}
