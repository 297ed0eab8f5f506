import type { PlannedWindow } from '../judge/planner/planned-window';
import type { ReleasePlan, Step } from './plan';

/** The windows of a release that are judged by counts, in their order. */
export function plannedWindows(
  plan: Pick<ReleasePlan, 'shadow' | 'steps' | 'watchSeconds' | 'finish' | 'finalBakeSeconds'>,
): PlannedWindow[] {
  const alone = { percent: 100, mirrored: false, afterChange: false };
  return [
    ...(plan.shadow
      ? [{ ...alone, title: 'shadow', mirrored: true, seconds: plan.shadow.seconds }]
      : []),
    ...plan.steps.map(stepWindow),
    { ...alone, title: 'watch', seconds: plan.watchSeconds },
    ...(plan.finish === 'replace'
      ? [{ ...alone, title: 'final configuration', seconds: plan.finalBakeSeconds }]
      : []),
  ];
}

function stepWindow({ index, percent, kind, bakeSeconds }: Step): PlannedWindow {
  return {
    title: `step ${index}`,
    percent,
    mirrored: false,
    seconds: bakeSeconds,
    afterChange: kind !== 'bake',
  };
}
