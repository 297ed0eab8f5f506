import type { Reason, Verdict } from './verdict';

/** Only the named reasons pass or fail: a new reason is inconclusive until somebody decides otherwise. */
export function resultOf(reason: Reason): Verdict['result'] {
  if (reason === 'within-limit') return 'pass';
  return reason === 'above-limit' || reason === 'slower-than-limit' ? 'fail' : 'inconclusive';
}
