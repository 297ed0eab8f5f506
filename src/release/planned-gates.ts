import type { Gate } from '../judge/gate';
import { namedChecks } from './checks';
import { comparedAnswers } from './compared-answers';
import { allot } from './error-budget';
import type { ComparedAnswers } from './plan';
import type { ReleaseSpec } from './spec';

/** All that can fail a candidate: together they keep the error budget. */
export interface PlannedGates {
  readonly checks: readonly Gate[];
  /** Only where the shadow compares answers. */
  readonly answers?: ComparedAnswers;
}

/** Every gate of a spec with its part of the error budget. */
export function plannedGates(spec: ReleaseSpec): PlannedGates {
  const { shadow, metrics, onInconclusive } = spec;
  const { holdSeconds } = onInconclusive;
  const compared =
    shadow?.compare &&
    comparedAnswers(shadow.compare, { seconds: shadow.seconds, holdSeconds, metrics });
  const { gates, answers } = allot(namedChecks(spec), compared?.gate);
  return {
    checks: gates,
    ...(compared && answers && { answers: { ...compared, gate: answers } }),
  };
}
