import { CancellationScope } from '@temporalio/workflow';
import type { ReleaseOutcome } from '../release/outcome';
import { act, tidying } from './acts';
import type { Release } from './release';

type End = Pick<ReleaseOutcome, 'outcome' | 'reason' | 'sentence' | 'serving' | 'leftBehind'>;

/** Closes the log and the board and gives the result; notices have been handed over by then. */
export async function ended(release: Release, end: End): Promise<ReleaseOutcome> {
  const { plan, log, board } = release;
  if (plan.shadow?.answers) await CancellationScope.nonCancellable(() => forgetAnswers(release));
  const outcome = {
    ...end,
    endpoint: plan.endpoint,
    stable: plan.stable.version,
    candidate: plan.candidate.version,
    planDigest: plan.digest,
    evidence: log.entries.length + 1,
  };
  const dossier = log.seal(outcome);
  board.show({
    state: 'Ended',
    outcome: end.outcome,
    reason: end.reason,
    sentence: end.sentence,
    next: { what: 'nothing; the release is over', at: null },
  });
  await release.notices.handedOver();
  return { ...outcome, dossier };
}

/** An abort or a shadow without a verdict leaves what its comparison had worked out; that it stays is no harm. */
async function forgetAnswers(release: Release): Promise<void> {
  const { prefix } = release.address('answers');
  try {
    await act(tidying.forgetAnswers, 'remove the work on the answers', { prefix });
  } catch {
    return;
  }
}
