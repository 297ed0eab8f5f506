import { alarmRefusals } from './alarm-refusals';
import { captureRefusals } from './capture-refusals';
import { endpointRefusals } from './endpoint-refusals';
import type { FailureType } from './failures';
import type { Facts } from './facts';
import { packageRefusals } from './package-refusals';
import type { GatePoint, ReleaseSpec } from './spec';
import type { Refusal } from './refusal';
import { planSteps } from './steps';

/** The heaviest first: it gives the failure its type and the command its exit code. */
const weights: readonly FailureType[] = ['SpecInvalid', 'NotFound', 'PackageRejected', 'Refused'];

/** Every reason at once, so that a team mends its release in one go; none means that a plan can be made. */
export function refusals(spec: ReleaseSpec, facts: Facts): Refusal[] {
  const found = [
    ...specRefusals(spec),
    ...endpointRefusals(spec, facts),
    ...packageRefusals(spec, facts),
    ...alarmRefusals(spec, facts),
    ...captureRefusals(facts),
  ];
  return found.sort((a, b) => weights.indexOf(a.type) - weights.indexOf(b.type));
}

/** A gate that would never open must not look as if it protected anything. */
function specRefusals(spec: ReleaseSpec): Refusal[] {
  const steps = planSteps(spec).length;
  return spec.approvals.flatMap(({ before, name }) => {
    const why = unreachable(before, spec, steps);
    if (!why) return [];
    const gate = name === undefined ? 'an approval gate' : `approval gate ${name}`;
    const point = typeof before === 'string' ? before : `step ${before.step}`;
    const sentence = `${gate} stands before ${point}, but ${why}. Move or remove it in the spec.`;
    return [{ type: 'SpecInvalid', sentence }];
  });
}

function unreachable(before: GatePoint, spec: ReleaseSpec, steps: number): string | undefined {
  if (before === 'shadow' && !spec.shadow) return 'this release has no shadow';
  if (before === 'final' && spec.finish === 'keep-both')
    return 'with finish: keep-both there is no final configuration';
  if (typeof before === 'object' && before.step > steps) return `this release has ${steps} steps`;
  return undefined;
}
