import { capturesOf } from '../../release/capture-config';
import { durationText } from '../../release/duration';
import { shadowConfig } from '../../release/endpoint-config';
import { shadowShape } from '../../release/endpoint-shape';
import type { ReleasePlan } from '../../release/plan';
import { act, reads } from '../acts';
import { bake, type Bake } from '../bake';
import { changeConfiguration } from '../changes';
import { makeConfigs } from '../configs';
import { passGates } from '../gates';
import type { Release } from '../release';
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

    await countedConfig(release);
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

/** A shadow gets all requests at once, so its fleet is counted when it comes up and not when the release began. */
async function countedConfig(release: Release): Promise<void> {
  const { plan } = release;
  if (!plan.scaling) return;
  const { endpoint, stable, names } = plan;
  const instances = await act(reads.countInstances, `instances of ${stable.variant}`, {
    endpoint,
    variant: stable.variant,
  });
  await makeConfigs(release, [
    { name: names.shadowConfig, document: shadowConfig(plan, instances) },
  ]);
}

/** The plan's comparison of answers, below the prefix that its shadow captures to. */
function comparisonOf(plan: ReleasePlan): Pick<Bake, 'answers'> {
  const captures = capturesOf(plan);
  const { answers } = plan.shadow ?? {};
  return answers && captures !== undefined ? { answers: { ...answers, captures } } : {};
}
