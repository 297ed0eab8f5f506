import type { Reason, Verdict } from './verdict';

const passes: ReadonlySet<Reason> = new Set(['within-limit', 'better-than-stable']);
const failures: ReadonlySet<Reason> = new Set([
  'above-limit',
  'slower-than-limit',
  'level-outside-limit',
  'answers-differ',
  'slice-differs',
  'schema-violated',
  'worse-than-stable',
  'drifted',
  'constraint-broken',
]);

/** Only the named reasons pass or fail: a new reason is inconclusive until somebody decides otherwise. */
export function resultOf(reason: Reason): Verdict['result'] {
  if (passes.has(reason)) return 'pass';
  return failures.has(reason) ? 'fail' : 'inconclusive';
}
