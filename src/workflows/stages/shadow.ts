import { capturesOf } from '../../release/capture-config';
import { durationText } from '../../release/duration';
import { shadowShape } from '../../release/endpoint-shape';
import type { ReleasePlan } from '../../release/plan';
import { bake, type Bake } from '../bake';
import { changeConfiguration } from '../changes';
import { passGates } from '../gates';
import { stopOf, type Stage } from '../stage';

/**
 * Stage 3b (checklist 3b.1): the candidate answers a copy of production's traffic, and nobody hears it.
 * Errors, latency, other answers, silence or an alarm: back. Undo: the rollback target's configuration, which has no shadow.
 */
export const shadow: Stage = {
  name: 'shadow',
  async run(release) {
    const { plan, board } = release;
    if (!plan.shadow) return undefined;
    const held = await passGates(release, 'shadow');
    if (held) return held;

    const changed = await changeConfiguration(
      release,
      shadowShape(plan),
      'mirror traffic to a shadow',
    );
    if (changed) return changed;

    const { seconds } = plan.shadow;
    board.show({
      state: 'Shadowing',
      reason: 'Shadowing',
      sentence: `${plan.candidate.version} answers mirrored traffic for ${durationText(seconds)}`,
      next: {
        what: 'the shadow is judged',
        at: new Date(Date.now() + seconds * 1000).toISOString(),
      },
      wayBack: {
        what: 'remove the shadow (no caller hears it)',
        takes: 'minutes',
        verifiedAt: null,
      },
    });
    const verdict = await bake(release, {
      title: 'shadow',
      seconds,
      arms: {
        candidate: plan.candidate.variant,
        stable: plan.stable.variant,
        stableServes: true,
      },
      judged: true,
      ...comparisonOf(plan),
    });
    const line = verdict.checks.find(({ check }) => check === plan.shadow?.answers?.gate.id);
    if (line && verdict.answers)
      release.log.add('verdict', `answers: ${line.sentence}`, verdict.answers);
    return verdict.result === 'pass' ? undefined : stopOf(verdict);
  },
};

/** The plan's comparison of answers, below the prefix that its shadow captures to. */
function comparisonOf(plan: ReleasePlan): Pick<Bake, 'answers'> {
  const captures = capturesOf(plan);
  const { answers } = plan.shadow ?? {};
  return answers && captures !== undefined ? { answers: { ...answers, captures } } : {};
}
