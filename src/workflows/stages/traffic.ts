import { durationText } from '../../release/duration';
import { splitShape } from '../../release/endpoint-shape';
import type { Stop } from '../../release/outcome';
import type { Step } from '../../release/plan';
import { act, reads } from '../acts';
import { bake } from '../bake';
import { changeConfiguration, shiftTraffic } from '../changes';
import { passGates } from '../gates';
import type { Release } from '../release';
import { stopOf, type Stage } from '../stage';
import { armTwins } from '../twins';

/**
 * Stage 3c (checklist 3c.1-3c.2): both variants, the candidate at weight 0, then one share after the other.
 * Any check, alarm or missing verdict: weights back at once. Undo: weights, then the rollback target's configuration.
 */
export const traffic: Stage = {
  name: 'traffic',
  async run(release) {
    const stop = (await passGates(release, 'traffic')) ?? (await raiseFleet(release));
    if (stop) return stop;
    for (const step of release.plan.steps) {
      const no = (await passGates(release, { step: step.index })) ?? (await take(release, step));
      if (no) return no;
    }
    return undefined;
  },
};

/** The new fleet bakes while the stable still answers everything, and the candidate must answer one request of ours. */
async function raiseFleet(release: Release): Promise<Stop | undefined> {
  const { plan, board } = release;
  const changed = await changeConfiguration(release, splitShape(plan, 0), 'raise both variants');
  if (changed) return changed;
  await armTwins(release);

  board.show({
    state: 'Baking',
    reason: 'Baking',
    sentence: 'the new fleet bakes, candidate at 0 %',
    next: {
      what: 'the candidate gets a smoke request, then its first share',
      at: new Date(Date.now() + plan.fleetBakeSeconds * 1000).toISOString(),
    },
  });
  const baked = await bake(release, {
    title: 'fleet bake, candidate at 0 %',
    seconds: plan.fleetBakeSeconds,
    arms: {
      candidate: plan.candidate.variant,
      stable: plan.stable.variant,
      stableServes: true,
    },
    judged: false,
  });
  if (baked.result !== 'pass') return stopOf(baked);

  const smoke = await act(reads.smokeRequest, `smoke request to ${plan.candidate.variant}`, {
    endpoint: plan.endpoint,
    variant: plan.candidate.variant,
    payload: plan.smoke,
    evidence: release.address('smoke'),
  });
  release.log.add('verdict', smoke.sentence, smoke.evidence);
  return smoke.result === 'pass' ? undefined : stopOf(smoke);
}

async function take(release: Release, step: Step): Promise<Stop | undefined> {
  const { plan, board } = release;
  board.show({ step: step.index });
  const shifted = step.kind === 'bake' ? undefined : await shiftTraffic(release, step.percent);
  if (shifted) return shifted;

  const title = `step ${step.index} of ${plan.steps.length}, ${step.percent} %`;
  board.show({
    state: 'Baking',
    reason: 'Baking',
    sentence: `${title} is held for ${durationText(step.bakeSeconds)}`,
    next: {
      what: 'the step is judged',
      at: new Date(Date.now() + step.bakeSeconds * 1000).toISOString(),
    },
  });
  const verdict = await bake(release, {
    title,
    seconds: step.bakeSeconds,
    arms: {
      candidate: plan.candidate.variant,
      stable: plan.stable.variant,
      stableServes: step.percent < 100,
    },
    share: step.percent / 100,
    afterChange: step.kind !== 'bake',
    judged: true,
  });
  board.mark('traffic', 'running', `${step.percent} % ${verdict.result}`);
  return verdict.result === 'pass' ? undefined : stopOf(verdict);
}
