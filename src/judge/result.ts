import type { Reason, Verdict } from './verdict';

const failures: ReadonlySet<Reason> = new Set([
  'above-limit',
  'slower-than-limit',
  'level-outside-limit',
  'answers-differ',
  'slice-differs',
  'schema-violated',
]);

/** Only the named reasons pass or fail: a new reason is inconclusive until somebody decides otherwise. */
export function resultOf(reason: Reason): Verdict['result'] {
  if (reason === 'within-limit') return 'pass';
  return failures.has(reason) ? 'fail' : 'inconclusive';
}
