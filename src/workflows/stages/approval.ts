import { act, mutations, undos } from '../acts';
import { passGates } from '../gates';
import type { Release } from '../release';
import type { Stage } from '../stage';

/**
 * Stage 3a (checklist 3a.1): people approve exactly this plan before production is touched.
 * Rejected or no decision in time: stop. Undo: the registry gets back the status it had, by outcome.
 */
export const approval: Stage = {
  name: 'approval',
  async run(release) {
    const stop = await passGates(release, 'production');
    if (stop) {
      if (stop.reason === 'RejectedByPerson') await mirror(release, 'Rejected');
      return stop;
    }
    await mirror(release, 'Approved');
    return undefined;
  },
};

/** Copies the people's decision to the Model Registry, as far as the spec's policy lets us write there. */
async function mirror(release: Release, status: 'Approved' | 'Rejected'): Promise<void> {
  const { plan, rollback, log } = release;
  if (plan.registry === 'observe') return;
  const input = {
    packageArn: plan.candidate.packageArn,
    policy: plan.registry,
    status,
    owner: release.id,
    because: `${status} for plan ${plan.digest.slice(0, 12)}`,
    evidence: release.address(`registry ${status}`),
  };
  if (plan.registry === 'status') release.registryStatus = status;
  const write = () => act(mutations.writeApproval, `registry: ${status}`, input);
  if (status === 'Rejected') {
    const rejected = await write();
    log.add('action', rejected.summary, rejected.evidence);
    return;
  }
  const written = await rollback.guard('registry', write, {
    what: `registry status of ${plan.candidate.version}`,
    command: `aws sagemaker update-model-package --region ${plan.region} --model-package-arn ${plan.candidate.packageArn} --model-approval-status PendingManualApproval`,
    run: ({ stop }) =>
      act(undos.restoreApproval, `registry status of ${plan.candidate.version} by outcome`, {
        packageArn: plan.candidate.packageArn,
        endpoint: plan.endpoint,
        policy: plan.registry,
        owner: release.id,
        before: plan.observed.approvalStatus,
        rejectBecause: stop.candidateFailed ? stop.sentence : undefined,
        evidence: release.address('registry restored'),
      }),
  });
  log.add('action', written.summary, written.evidence);
}
