import { planSteps } from '../release/steps';
import type { StepSpec } from '../release/spec';
import type { Finding } from './fault';
import { limits } from './limits';
import { wrong } from './finding';
import { percentText } from './units';

/** Steps that do not go up, hold nothing, or are too many once the linear ones are counted out. */
export function stepFindings(steps: readonly StepSpec[]): Finding[] {
  const findings: Finding[] = [];
  let reached = 0;
  steps.forEach((step, index) => {
    const finding = stepFinding(step, reached, index);
    if (finding) findings.push(finding);
    if (step.kind === 'canary') reached = Math.max(reached, step.ratio);
    if (step.kind === 'linear') reached = Math.max(reached, step.to);
  });
  const count = findings.length === 0 ? planSteps({ steps }).length : 0;
  if (count > limits.steps.max)
    findings.push(
      wrong(
        ['steps'],
        `makes ${count} steps, at most ${limits.steps.max} are taken`,
        'Use larger increments.',
      ),
    );
  return findings;
}

function stepFinding(step: StepSpec, reached: number, index: number): Finding | undefined {
  const path = ['steps', index];
  const share = percentText(reached);
  if (step.kind === 'bake')
    return reached > 0
      ? undefined
      : wrong(path, 'there is no share to hold yet', 'Start with { canary: 5%, bake: 15m }.');
  const target = step.kind === 'canary' ? step.ratio : step.to;
  if (target <= reached) {
    const member = step.kind === 'canary' ? 'ratio' : 'to';
    const what = `${percentText(target)} is not more than the ${share} reached before`;
    return wrong([...path, member], what, 'Steps must go up.');
  }
  // A tolerance, because 0.3 - 0.2 is less than 0.1.
  if (step.kind === 'linear' && step.by > target - reached + 1e-9)
    return wrong(
      [...path, 'by'],
      `an increment of ${percentText(step.by)} leads from ${share} beyond ${percentText(target)}`,
      `Use ${percentText(target - reached)} or less.`,
    );
  return undefined;
}
