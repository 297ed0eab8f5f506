import type { Count } from './observation';

/**
 * What one window leaves to the next of the same gate: the steps of a release are one long bet, so looking at
 * ten of them spends no more of the error budget than looking at one.
 */
export interface Carried {
  /** Requests of the candidate in all windows before. */
  readonly candidate: Count;
  /** Capitals of the betters, in their order; JSON keeps every bit of them. */
  readonly own: readonly number[];
  readonly stable: readonly number[];
  readonly relative: readonly number[];
}
