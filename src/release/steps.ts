import type { Step } from './plan';
import type { StepSpec } from './spec';

/** The steps of a spec one by one, and a last one to 100 % with the last bake where it was left out. */
export function planSteps(spec: { readonly steps: readonly StepSpec[] }): Step[] {
  const steps = expandSteps(spec.steps);
  const last = steps.at(-1);
  if (last && last.percent < 100)
    steps.push({ ...last, index: steps.length + 1, kind: 'full', percent: 100 });
  return steps;
}

/** The written steps only, linear ones counted out. */
export function expandSteps(written: readonly StepSpec[]): Step[] {
  const steps: Step[] = [];
  for (const step of written) {
    const reached = steps.at(-1)?.percent ?? 0;
    for (const percent of percentsOf(step, reached))
      steps.push({
        index: steps.length + 1,
        kind: kindOf(step, percent),
        percent,
        bakeSeconds: step.bakeSeconds,
      });
  }
  return steps;
}

function percentsOf(step: StepSpec, reached: number): number[] {
  if (step.kind === 'canary') return [wholePercent(step.ratio)];
  if (step.kind === 'bake') return [reached];
  // At least a point at a time, so that a spec nobody checked can't make this run for ever.
  const by = Math.max(1, wholePercent(step.by));
  const to = Math.min(100, wholePercent(step.to));
  const percents: number[] = [];
  for (let percent = reached; percent < to; percents.push(percent))
    percent = Math.min(to, percent + by);
  return percents;
}

function kindOf(step: StepSpec, percent: number): Step['kind'] {
  return percent === 100 && step.kind !== 'bake' ? 'full' : step.kind;
}

/** Shares are whole percents, so that AWS gets whole weights. */
function wholePercent(ratio: number): number {
  return Math.round(ratio * 100);
}
