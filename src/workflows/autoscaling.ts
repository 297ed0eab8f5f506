import { condition } from '@temporalio/workflow';
import type { Stop } from '../release/outcome';
import { deregisterCommand, suspendCommand } from '../release/manual';
import { releaseTags } from '../release/tags';
import { act, mutations, raises, undos } from './acts';
import { beside } from './beside';
import type { Release } from './release';
import { stopOf } from './stage';

/**
 * From here on the stable's fleet may grow and never shrink, so that it can take all traffic back whatever its share
 * was. Undo, at the end of every release: the suspended state that the plan found.
 */
export async function holdFleet(release: Release): Promise<void> {
  const { plan, rollback, log } = release;
  if (!plan.scaling) return;
  const { suspended } = plan.scaling;
  const target = { endpoint: plan.endpoint, variant: plan.stable.variant, suspended };
  const held = await rollback.guard(
    'scale-in',
    () =>
      act(mutations.holdScaleIn, `suspend the scale-in of ${plan.stable.variant}`, {
        ...target,
        evidence: release.address('scale-in'),
      }),
    {
      what: `suspended scale-in of ${plan.stable.variant}`,
      command: suspendCommand(plan, suspended),
      run: ({ overwrite }) => restoreScaling(release, plan.stable.variant, overwrite),
    },
  );
  release.fleet = held.instances;
  log.add('action', held.summary, held.evidence);
}

/** A variant scales as the plan found the stable's to do. */
export function restoreScaling(release: Release, variant: string, overwrite = false) {
  const { endpoint, scaling } = release.plan;
  if (!scaling) throw new Error(`${variant} of ${endpoint} is not scaled`);
  return act(undos.restoreScaleIn, `scale-in of ${variant} as it was`, {
    endpoint,
    variant,
    suspended: scaling.suspended,
    overwrite,
    evidence: release.address('restore scale-in'),
  });
}

/** The candidate's variant scales as the stable's does. Undo: before any config without that variant, which AWS would refuse. */
export async function scaleCandidate(release: Release): Promise<void> {
  const { plan, rollback, log } = release;
  if (!plan.scaling) return;
  const { endpoint, stable, candidate } = plan;
  const scaled = await rollback.guard(
    'scaling',
    () =>
      act(mutations.scaleCandidate, `scale ${candidate.variant} as ${stable.variant}`, {
        endpoint,
        stable: stable.variant,
        candidate: candidate.variant,
        tags: releaseTags(plan, release.id),
        owner: release.id,
        evidence: release.address('scaling'),
      }),
    {
      what: `scalable target ${candidate.variant}`,
      command: deregisterCommand(plan),
      run: () =>
        act(
          undos.stopScalingCandidate,
          `${candidate.variant} no longer scales`,
          candidateOf(release),
        ),
    },
  );
  log.add('action', scaled.summary, scaled.evidence);
}

/** AWS refuses an update that removes a registered variant, and a shadow that becomes a production variant is no sure case. */
export async function stopScalingCandidate(release: Release): Promise<void> {
  const { rollback, log, plan } = release;
  if (!rollback.holds('scaling')) return;
  const { summary } = await act(
    mutations.stopScalingCandidate,
    `${plan.candidate.variant} does not scale meanwhile`,
    candidateOf(release),
  );
  log.add('action', summary);
}

/** A raise that takes longer is watched. */
const unwatchedSeconds = 20;

/**
 * What is about to take more traffic must have as many instances as what has scaled for it. Undo: the configuration's,
 * which is known by then.
 */
export async function matchCapacity(
  release: Release,
  variant = release.plan.candidate.variant,
  like = release.plan.stable.variant,
): Promise<Stop | undefined> {
  const { plan, log, shape, board } = release;
  if (!plan.scaling) return undefined;
  const title = `as many instances of ${variant} as of ${like}`;
  board.show({
    state: 'Preparing',
    reason: 'UpdatingFleet',
    sentence: title,
    next: { what: 'the traffic is changed when they run', at: null },
  });
  const { endpoint } = plan;
  const evidence = release.address('capacity');
  const raising = beside(() =>
    act(raises.matchCapacity, title, { endpoint, shape, variant, like, evidence }),
  );
  const isRaised = (): boolean => raising.ended();
  try {
    if (!(await condition(isRaised, unwatchedSeconds * 1000, { summary: title }))) {
      const { breach } = await release.vigil(title, isRaised);
      if (breach) return stopOf(breach);
    }
  } finally {
    // No raise may land after the way back has begun.
    raising.stop();
    await raising.over;
  }
  const matched = raising.result();
  if (matched) log.add('action', matched.summary, matched.evidence);
  return undefined;
}

function candidateOf({ plan, id }: Release) {
  return { endpoint: plan.endpoint, candidate: plan.candidate.variant, owner: id };
}
