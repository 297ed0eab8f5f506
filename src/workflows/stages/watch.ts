import { durationText } from '../../release/duration';
import { finalShape } from '../../release/endpoint-shape';
import type { Stop } from '../../release/outcome';
import { matchStable } from '../autoscaling';
import { bake } from '../bake';
import { changeConfiguration } from '../changes';
import { passGates } from '../gates';
import type { Release } from '../release';
import { stopOf, type Stage } from '../stage';

/**
 * Stage 3d (checklist 3d.1-3d.2): everything on the candidate with the stable warm at weight 0, then the final configuration.
 * Any check or alarm: back. Undo: one weight change; from the final configuration on, a config swap that takes minutes.
 */
export const watch: Stage = {
  name: 'watch',
  async run(release) {
    const held = await passGates(release, 'watch');
    if (held) return held;
    const { plan, board } = release;
    board.show({
      state: 'Watching',
      reason: 'Watching',
      sentence: `${plan.candidate.version} serves everything, ${plan.stable.version} is warm, for ${durationText(plan.watchSeconds)}`,
      next: {
        what: 'the watch is judged, then the final configuration follows',
        at: new Date(Date.now() + plan.watchSeconds * 1000).toISOString(),
      },
    });
    const watched = await bake(release, {
      title: 'watch at 100 %, stable warm',
      seconds: plan.watchSeconds,
      arms: {
        candidate: plan.candidate.variant,
        stable: plan.stable.variant,
        stableServes: false,
      },
      judged: true,
    });
    if (watched.result !== 'pass') return stopOf(watched);
    return plan.finish === 'keep-both' ? undefined : await finish(release);
  },
};

/** The point of no quick return: the candidate's model takes the stable's variant name, so all that hangs on it stays valid. */
async function finish(release: Release): Promise<Stop | undefined> {
  const { plan, board } = release;
  const held = await passGates(release, 'final');
  if (held) return held;
  const changed = await changeConfiguration(
    release,
    finalShape(plan),
    'final configuration',
    matchStable,
  );
  if (changed) return changed;

  board.show({
    state: 'Finishing',
    reason: 'Baking',
    sentence: `the final configuration bakes for ${durationText(plan.finalBakeSeconds)}`,
    traffic: { candidate: 100, target: 100 },
    next: {
      what: 'the final configuration is judged',
      at: new Date(Date.now() + plan.finalBakeSeconds * 1000).toISOString(),
    },
  });
  const baked = await bake(release, {
    title: 'final configuration',
    seconds: plan.finalBakeSeconds,
    // The candidate serves under the stable's name now; that name's history is the stable's.
    arms: {
      candidate: plan.stable.variant,
      stable: plan.stable.variant,
      stableServes: false,
    },
    judged: true,
  });
  return baked.result === 'pass' ? undefined : stopOf(baked);
}
