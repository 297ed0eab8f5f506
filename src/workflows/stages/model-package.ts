import { act, reads } from '../acts';
import { stopOf, type Stage } from '../stage';

/**
 * Stage 0 (checklist 0.1-0.3): the plan still holds and the package can be audited.
 * Stops before production is touched; nothing to undo, it only reads.
 */
export const modelPackage: Stage = {
  name: 'model-package',
  async run(release) {
    const { plan, board, log } = release;
    board.show({ state: 'Checking', sentence: 'the plan is read again' });
    const confirmed = await act(reads.confirmPlan, 'read the plan again', {
      spec: release.spec,
      digest: plan.digest,
      evidence: release.address('plan'),
    });
    log.add('verdict', confirmed.sentence, confirmed.evidence);
    if (confirmed.result !== 'pass') return stopOf(confirmed);

    const verified = await act(reads.verifyPackage, `verify ${plan.candidate.version}`, {
      plan,
      evidence: release.address('package'),
    });
    board.show({ checks: verified.checks });
    log.add('verdict', verified.sentence, verified.evidence);
    return verified.result === 'pass' ? undefined : stopOf(verified);
  },
};
