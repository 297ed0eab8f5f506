import type { ReleasePlan } from '../release/plan';
import { act, planning } from './acts';
import type { PlanInput } from './messages';

/** Reads the live endpoint, registry, image, artifact, alarms and scaling targets once and gives the plan; changes nothing. */
export async function planRelease(input: PlanInput): Promise<ReleasePlan> {
  return await act(planning.resolvePlan, 'resolve the plan', { spec: input.spec });
}
