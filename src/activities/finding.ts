import type { ReasonWord } from '../release/reasons';
import type { ReleaseVerdict } from '../release/verdict';

/** What ends a watch. */
export interface Concluded {
  readonly verdict: Omit<ReleaseVerdict, 'evidence' | 'at'>;
  readonly seen: unknown;
}

/** What one look found: a verdict to end the watch with, or the live numbers to be shown until the next look, which is `soon` where this one was not finished. */
export type Finding = Concluded | { readonly live: string; readonly soon?: boolean };

/** A failed verdict that no count was needed for. */
export function failed(reason: ReasonWord, sentence: string, seen: unknown): Concluded {
  return { verdict: { result: 'fail', reason, sentence, checks: [], comparators: {} }, seen };
}
