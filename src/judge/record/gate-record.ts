import { observe, verdict as judge } from '../judge';
import type { Verdict } from '../verdict';
import { counterfactual, type OtherRule } from './counterfactual';
import { recorded, type RecordedObservations } from './counted-periods';
import type { GateInputs } from './gate-inputs';
import { hypothesisOf, ruleOf } from './hypothesis';
import { plain } from './plain-numbers';

/** Raised whenever the same inputs may give another record. */
export const judgeVersion = '3';

/** The evidence of one verdict on one gate: its inputs, and all that was concluded from them. Plain JSON. */
export interface GateRecord extends GateInputs {
  readonly schema: 'slipway.gate/1';
  readonly judgeVersion: string;
  /** The team's rule. */
  readonly rule: string;
  /** What the counts were weighed against. */
  readonly hypothesis: string;
  readonly observations: RecordedObservations;
  readonly verdict: Verdict;
  readonly counterfactual: readonly OtherRule[];
}

/** Judges one gate and keeps why. The watch records by it and replay judges again by it, so both say the same. */
export function judgeRecord({ gate, window, context, look, readings }: GateInputs): GateRecord {
  const observations = observe(gate, window, context, readings);
  const record: GateRecord = {
    schema: 'slipway.gate/1',
    judgeVersion,
    gate,
    window,
    context,
    look,
    readings,
    rule: ruleOf(gate),
    hypothesis: hypothesisOf(gate, observations),
    observations: recorded(observations),
    verdict: judge(gate, observations, look),
    counterfactual: counterfactual(gate, observations),
  };
  return plain(record) as GateRecord;
}
