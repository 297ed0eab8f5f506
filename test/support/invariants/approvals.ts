import type { ApprovalGate, ReleasePlan } from '../../../src/release/plan';
import { changesOf, isOwn, isRise, ownMomentsOf, shareOf, textIn } from './release-record';
import type { ReleaseRecord } from './release-record';

/** I3: nothing of a production endpoint is changed before the approvals that stand before it. */
export function unapprovedChanges(record: ReleaseRecord): readonly string[] {
  const { plan } = record;
  const changes = changesOf(record)
    .filter((call) => isOwn(record, call))
    .flatMap(({ at, input, operation }) => {
      const config = textIn(input, 'EndpointConfigName');
      return missing(record, at, (gate) => stands(plan, gate, config)).map(
        (gate) => `${at}: ${operation} ${config ?? ''} before gate ${gate} was passed`,
      );
    });
  const rises = ownMomentsOf(record)
    .filter((moment) => isRise(moment, plan.candidate.version))
    .flatMap(({ now, cause }) => {
      const share = shareOf(now, plan.candidate.version);
      return missing(record, cause?.at ?? now.at, (gate) => standsBelow(plan, gate, share)).map(
        (gate) => `${now.at}: ${share.toFixed(1)} % before gate ${gate} was passed`,
      );
    });
  return [...changes, ...rises];
}

/** Names of the gates that had not all their approvals at a time. */
function missing(
  { plan, decisions }: ReleaseRecord,
  at: string,
  concerns: (gate: ApprovalGate) => boolean,
): readonly string[] {
  return plan.gates
    .filter(concerns)
    .filter(({ name, count }) => {
      const approvals = decisions.filter(
        ({ gate, verb, accepted, at: said }) =>
          gate === name && verb === 'approve' && accepted && said <= at,
      );
      return approvals.length < count;
    })
    .map(({ name }) => name);
}

/** The way back needs nobody's approval but the first: without that there is nothing to take back. */
function stands(plan: ReleasePlan, { before }: ApprovalGate, config: string | undefined): boolean {
  const { names } = plan;
  if (before === 'production') return true;
  if (before === 'shadow') return config === names.shadowConfig;
  if (before === 'traffic') return config === names.canaryConfig;
  if (before === 'watch' || before === 'final') return config === names.finalConfig;
  return false;
}

function standsBelow({ steps }: ReleasePlan, { before }: ApprovalGate, share: number): boolean {
  if (typeof before === 'string') return before === 'traffic';
  const step = steps.find(({ index }) => index === before.step);
  return step !== undefined && step.percent <= share + 0.5;
}
