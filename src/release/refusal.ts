import type { FailureType } from './failures';

/** One reason not to release, with what was seen and what to do. */
export interface Refusal {
  readonly type: FailureType;
  readonly sentence: string;
}
