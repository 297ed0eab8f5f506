import type { RatioGate } from '../gate';
import { observe, verdict } from '../judge';
import type { GateInputs } from './gate-inputs';

/** Relative width at which the search ends: two digits are shown. */
const precision = 0.001;

/**
 * The smallest limit, rounded up to two digits, under which the same counts would not have failed the candidate;
 * undefined for rules that are not a fixed share, and where even 100 % would not help, as after earlier steps.
 */
export function smallestLimit(inputs: GateInputs): number | undefined {
  const { gate } = inputs;
  if (gate.kind !== 'ratio' || gate.metric === 'Invocation4XXErrors') return undefined;
  const { window, context, look, readings } = inputs;
  const observations = observe(gate, window, context, readings);
  const fails = (limit: number): boolean => {
    const other: RatioGate = { ...gate, limit, passLimit: limit };
    return verdict(other, observations, look).result === 'fail';
  };
  if (fails(1)) return undefined;
  // Below the gate's own limit the stable may break it too, and a candidate that is spared for that has not passed.
  let [low, high] = [Math.max(gate.limit, 1e-9), 1];
  while (high / low > 1 + precision) {
    const middle = Math.sqrt(low * high);
    if (fails(middle)) low = middle;
    else high = middle;
  }
  return Math.min(1, roundedUp(high));
}

function roundedUp(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / unit) * unit).toPrecision(2));
}
