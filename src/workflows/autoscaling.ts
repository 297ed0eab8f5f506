import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { Action } from '../activities/action';
import { durationText } from '../release/duration';
import { fleetDeadlineSeconds } from '../release/plan';
import { sentenceOf } from './failure';
import type { Stop } from '../release/outcome';
import { deregisterCommand, suspendCommand } from '../release/manual';
import { releaseTags } from '../release/tags';
import { act, mutations, raises, undos } from './acts';
import { beside, type Beside } from './beside';
import type { Release } from './release';
import { stopOf } from './stage';

/**
 * From here on the stable's fleet does not shrink with its share, so that it can take all traffic back. Undo, at the end
 * of every release: the suspended state that the plan found.
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
      command: suspendCommand(plan, plan.stable.variant),
      run: () => restoreScaling(release, plan.stable.variant),
    },
  );
  release.fleet = held.instances;
  log.add('action', held.summary, held.evidence);
}

/** A variant scales as the plan found the stable's to do. */
export function restoreScaling(release: Release, variant: string) {
  const { endpoint, scaling } = release.plan;
  if (!scaling) throw new Error(`${variant} of ${endpoint} is not scaled`);
  return act(undos.restoreScaleIn, `scale-in of ${variant} as it was`, {
    endpoint,
    variant,
    suspended: scaling.suspended,
    evidence: release.address('restore scale-in'),
  });
}

/** The candidate's variant scales as the stable's does. Undo: before any config without that variant, which AWS would refuse. */
export async function scaleCandidate(release: Release): Promise<void> {
  const { plan, rollback, log } = release;
  if (!plan.scaling) return;
  const { endpoint, stable, candidate } = plan;
  const { suspended } = plan.scaling;
  const scaled = await rollback.guard(
    'scaling',
    () =>
      act(mutations.scaleCandidate, `scale ${candidate.variant} as ${stable.variant}`, {
        endpoint,
        stable: stable.variant,
        candidate: candidate.variant,
        suspended,
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
          scalingOf(release),
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
    scalingOf(release),
  );
  log.add('action', summary);
}

/** A raise that takes longer is watched. */
const unwatchedSeconds = 20;

/**
 * What is about to take more traffic must have as many instances as what has scaled for it. Undo: the configuration's,
 * which is known by then.
 */
export function matchCapacity(release: Release): Promise<Stop | undefined> {
  const { candidate, stable } = release.plan;
  return raise(release, candidate.variant, stable.variant);
}

/** The final fleet keeps the live count of the variant whose name it has. */
export function matchStable(release: Release): Promise<Stop | undefined> {
  const { candidate, stable } = release.plan;
  return raise(release, stable.variant, candidate.variant);
}

async function raise(release: Release, variant: string, like: string): Promise<Stop | undefined> {
  const { plan, log, shape, board } = release;
  if (!plan.scaling) return undefined;
  const title = `as many instances of ${variant} as of ${like}`;
  const { wayBack } = board.state;
  board.show({
    state: 'Preparing',
    reason: 'UpdatingFleet',
    sentence: title,
    next: { what: 'the traffic is changed when they run', at: null },
    // SageMaker takes no weights while a count changes.
    wayBack: { ...wayBack, what: `${wayBack.what}, when the raise has ended`, takes: 'minutes' },
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
  board.show({ wayBack });
  const matched = resultOf(raising);
  if ('reason' in matched) return matched;
  log.add('action', matched.summary, matched.evidence);
  return undefined;
}

/** A raise that ran out of time is the environment's fault. */
function resultOf(raising: Beside<Action>): Action | Stop {
  try {
    const action = raising.result();
    if (action) return action;
    throw new Error('a raise was waited for and has no end');
  } catch (error) {
    const cause = error instanceof ActivityFailure ? error.cause : undefined;
    const isWaiting = cause instanceof ApplicationFailure && cause.type === 'NotReadyYet';
    if (!isWaiting && !(cause instanceof TimeoutFailure)) throw error;
    const sentence = `the instances did not come in ${durationText(fleetDeadlineSeconds)}: ${sentenceOf(error)}`;
    return { cause: 'check', reason: 'CapacityShort', sentence, candidateFailed: false };
  }
}

/** The candidate's scalable target, as this release has made it. */
export function scalingOf({ plan, id }: Release) {
  return { endpoint: plan.endpoint, candidate: plan.candidate.variant, owner: id };
}
