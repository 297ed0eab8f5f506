import type { ReleaseOutcome } from '../release/outcome';
import type { Release } from './release';

type End = Pick<ReleaseOutcome, 'outcome' | 'reason' | 'sentence' | 'serving' | 'leftBehind'>;

/** Closes the log and the board and gives the result; notices have been handed over by then. */
export async function ended(release: Release, end: End): Promise<ReleaseOutcome> {
  const { plan, log, board } = release;
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
