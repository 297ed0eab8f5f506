import { unjudged } from './unjudged';
import type { Verdict } from './verdict';

const rank = { fail: 0, inconclusive: 1, pass: 2 } as const;

/** The worst verdict speaks for all: fail, then inconclusive, then pass; no gates at all are inconclusive. */
export function combine(verdicts: readonly Verdict[]): Verdict {
  const [first, ...others] = verdicts;
  if (!first) return unjudged('', 'no-gates', 'There is no check to judge by.');
  return others.reduce(
    (worst, next) => (rank[next.result] < rank[worst.result] ? next : worst),
    first,
  );
}
