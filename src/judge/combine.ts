import type { ArmCount, Verdict } from './verdict';

const rank = { fail: 0, inconclusive: 1, pass: 2 } as const;
const nothing: ArmCount = { n: 0, x: 0, ratio: 0, upper: 1 };

/** The worst verdict speaks for all: fail, then inconclusive, then pass; no gates at all are inconclusive. */
export function combine(verdicts: readonly Verdict[]): Verdict {
  const [first, ...others] = verdicts;
  if (first)
    return others.reduce(
      (worst, next) => (rank[next.result] < rank[worst.result] ? next : worst),
      first,
    );
  return {
    result: 'inconclusive',
    gate: '',
    reason: 'no-gates',
    sentence: 'There is no check to judge by.',
    unit: 'count',
    candidate: nothing,
    stable: nothing,
    method: 'none',
  };
}
