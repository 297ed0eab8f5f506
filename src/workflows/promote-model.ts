import { isCancellation } from '@temporalio/workflow';
import type { ReleaseOutcome, Stop } from '../release/outcome';
import { ended } from './ending';
import { stopFrom } from './failure';
import type { PromoteInput } from './messages';
import { Release } from './release';
import type { Stage } from './stage';
import { approval } from './stages/approval';
import { candidate } from './stages/candidate';
import { modelPackage } from './stages/model-package';
import { shadow } from './stages/shadow';
import { traffic } from './stages/traffic';
import { watch } from './stages/watch';
import { takeBack } from './take-back';
import { tidyUp } from './tidy-up';

/** The release checklist, top to bottom; what stops it sends production back to the rollback target. */
const checklist: readonly Stage[] = [modelPackage, approval, candidate, shadow, traffic, watch];

/** Takes one model version to 100 % of production traffic, and production back if anything on the way says no. */
export async function promoteModel(input: PromoteInput): Promise<ReleaseOutcome> {
  const release = new Release(input);
  const stop = await forward(release);
  if (stop) return await takeBack(release, stop);
  return await promoted(release);
}

async function forward(release: Release): Promise<Stop | undefined> {
  try {
    return await release.forward.run(async () => {
      for (const stage of checklist) {
        release.board.mark(stage.name, 'running');
        const stop = await stage.run(release);
        if (stop) return stop;
        release.board.mark(stage.name, 'passed');
      }
      return undefined;
    });
  } catch (error) {
    if (isCancellation(error)) return stoppedByPerson(release);
    const stop = stopFrom(error);
    // A write whose attempt fails while the abort waits for it ends as failed, not as cancelled.
    return release.forward.consideredCancelled ? stoppedByPerson(release) : stop;
  }
}

function stoppedByPerson(release: Release): Stop {
  const { aborted } = release.people;
  return {
    cause: 'person',
    reason: aborted ? 'AbortRequested' : 'CancelRequested',
    sentence: aborted
      ? `aborted by ${aborted.by}${aborted.reason ? `: ${aborted.reason}` : ''}`
      : 'the workflow was cancelled',
    candidateFailed: false,
  };
}

async function promoted(release: Release): Promise<ReleaseOutcome> {
  const { plan } = release;
  const leftBehind = await tidyUp(release);
  return await ended(release, {
    outcome: 'Promoted',
    reason: 'Promoted',
    sentence: `${plan.candidate.version} serves all traffic of ${plan.endpoint}`,
    serving: plan.candidate.version,
    leftBehind,
  });
}
