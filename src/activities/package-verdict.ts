import type { ReleasePlan } from '../release/plan';
import type { ReasonWord } from '../release/reasons';
import type { ReleaseVerdict } from '../release/verdict';

/** One thing stage 0 looked at; `reason` is set where it says no. */
export interface PackageFinding {
  readonly check: string;
  readonly value: string;
  readonly limit: string;
  readonly sentence: string;
  readonly reason?: ReasonWord;
}

/** Stage 0's verdict: it passes where nothing says no, and names all that does. */
export function packageVerdict(
  { candidate }: ReleasePlan,
  findings: readonly PackageFinding[],
  at: string,
): ReleaseVerdict {
  const against = findings.filter(({ reason }) => reason !== undefined);
  const [first] = against;
  return {
    result: first ? 'fail' : 'pass',
    reason: first?.reason ?? 'PackageVerified',
    sentence: first
      ? against.map(({ sentence }) => sentence).join('; ')
      : `${candidate.version} passes stage 0: ${findings.map(({ check }) => check).join(', ')}`,
    at,
    checks: findings.map(({ check, value, limit, sentence, reason }) => ({
      check,
      result: reason === undefined ? 'pass' : 'fail',
      value,
      limit,
      requests: 0,
      sentence,
    })),
    comparators: {},
  };
}
